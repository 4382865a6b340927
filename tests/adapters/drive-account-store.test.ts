import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { buildDriveAccount } from '../support/build-drive-account.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';

let dynamo: Dynoxide;
let table: Table;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  table = await createTestTable(dynamo.url);
});
const store = () => createDriveAccountStore(table);
const account = buildDriveAccount();
const { ownerId, connectionId, neededUntil } = account;
const stored = () => store().find(ownerId, connectionId);

async function due(now: number) {
  const index = createWorkIndex(table);
  const pages = await Promise.all(index.shards.map((shard) => index.listDue(shard, now)));
  return pages.flatMap((page) => page.due);
}

describe('Drive accounts', () => {
  it('are found and listed by their owner', async () => {
    await store().put(account, 0);
    expect(await stored()).toEqual(account);
    expect(await store().list(ownerId)).toEqual([account]);
    expect(await store().find('owner-2', connectionId)).toBeUndefined();
    expect(await store().list('owner-2')).toEqual([]);
  });

  it('are written by those only who know what is there', async () => {
    expect(await store().put(account, 0)).toBe(true);
    expect(await store().put({ ...account, tokenVersion: 2 }, 0)).toBe(false);
    expect(await store().put({ ...account, tokenVersion: 2 }, 1)).toBe(true);
    expect((await stored())?.tokenVersion).toBe(2);
  });

  it('are needed for longer, never for less', async () => {
    await store().put(account, 0);
    expect(await store().need(ownerId, connectionId, neededUntil + 5)).toBe(true);
    expect(await store().need(ownerId, connectionId, neededUntil + 1)).toBe(true);
    expect((await stored())?.neededUntil).toBe(neededUntil + 5);
    expect(await store().need(ownerId, 'unknown', 1)).toBe(false);
    expect(await store().find(ownerId, 'unknown')).toBeUndefined();
  });

  it('are let go by those only who know who needs them', async () => {
    await store().put(account, 0);
    await store().need(ownerId, connectionId, neededUntil + 5);
    await store().release(account, 7);
    expect((await stored())?.neededUntil).toBe(neededUntil + 5);
    await store().release({ ...account, neededUntil: neededUntil + 5 }, 7);
    expect((await stored())?.neededUntil).toBe(7);
    await store().release({ ...account, neededUntil: 7 }, 8);
    expect((await stored())?.neededUntil).toBe(7);
  });

  it('are removed when nobody needs them, and not when they were granted anew', async () => {
    await store().put(account, 0);
    expect(await store().removeUnneeded(account, neededUntil - 1)).toBe(false);
    await store().put({ ...account, tokenVersion: 2 }, 1);
    expect(await store().removeUnneeded(account, neededUntil)).toBe(false);
    expect(await store().removeUnneeded({ ...account, tokenVersion: 2 }, neededUntil)).toBe(true);
    expect(await stored()).toBeUndefined();
  });

  it('are due when they may not be needed any more, and no sooner', async () => {
    await store().put(account, 0);
    expect(await due(neededUntil - 1)).toEqual([]);
    expect(await due(neededUntil)).toEqual([
      { kind: 'drive-account', ownerId, connectionId, lookAt: neededUntil, nudges: 0 },
    ]);
    await store().need(ownerId, connectionId, neededUntil + 5);
    expect(await due(neededUntil)).toEqual([]);
  });
});
