import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { removeConnection } from '../../functions/connections/accounts.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { buildDriveAccount } from '../support/build-drive-account.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { type ConnectionsWorld, createConnectionsWorld, granted, type Person, person } from './connections-world.ts';

let dynamo: Dynoxide;
let table: Table;
let world: ConnectionsWorld;
let anna: Person;
beforeAll(async () => {
  dynamo = await startDynoxide();
  table = await createTestTable(dynamo.url);
});
afterAll(() => dynamo.close());
beforeEach(() => {
  world = createConnectionsWorld(table);
  Object.assign(world.script, { revokesEverything: true });
  anna = person();
});

async function disconnect() {
  const [connection] = await world.connections.list(anna.caller.userId);
  const params = { connectionId: connection?.connectionId ?? '' };
  return removeConnection({ params, query: { force: false }, body: undefined }, anna, world.deps);
}

describe('where the end of one grant is the end of all', () => {
  it('a channel is ended at Google when nothing else hangs on it', async () => {
    await world.connect('youtube', anna);
    expect(await disconnect()).toEqual({ ok: true, revoked: true });
    expect(world.revoked).toEqual(['access']);
  });

  it.each(['a Drive', 'another channel'])('a channel is only forgotten here while %s may hang on it', async (what) => {
    await world.connect('youtube', anna);
    if (what === 'a Drive') await world.accounts.put(buildDriveAccount({ ownerId: anna.caller.userId }), 0);
    else await world.connect('youtube', { ...anna, now: anna.now + 1 }, 'remote-2');
    expect(await disconnect()).toEqual({ ok: true, revoked: false });
    expect(world.revoked).toEqual([]);
  });

  it('a consent that lacks a right takes no Drive along', async () => {
    await world.accounts.put(buildDriveAccount({ ownerId: anna.caller.userId }), 0);
    world.script.exchangeCode = async () => ({ ...granted, scopes: ['read'] });
    expect(await world.connect('youtube', anna)).toBe('/?connect_error=missing_scope');
    expect(world.revoked).toEqual([]);
  });
});
