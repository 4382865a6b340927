import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getTiktokCreatorInfo } from '../../functions/connections/get-creator-info.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { type ConnectionsWorld, createConnectionsWorld, type Person, person } from './connections-world.ts';

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
  anna = person();
});

describe('GET /api/tiktok/creator-info', () => {
  const ask = (connection_id?: string) =>
    getTiktokCreatorInfo(
      { params: undefined, query: connection_id === undefined ? {} : { connection_id }, body: undefined },
      anna,
      world.deps,
    );
  const rows = () => world.connections.list(anna.caller.userId, 'tiktok');

  it('answers what TikTok says now, and keeps it on the account', async () => {
    await world.connect('tiktok', anna, 'one');
    await world.connect('tiktok', { ...anna, now: anna.now + 1 }, 'two');
    const [one, two] = (await rows()).toSorted((a, b) => a.connectedAt - b.connectedAt);
    expect(await ask()).toMatchObject({
      connection_id: one?.connectionId,
      creator_username: 'ada',
      privacy_level_options: ['SELF_ONLY'],
      duet_disabled: true,
      max_video_post_duration_sec: 600,
    });
    expect(await ask(two?.connectionId)).toMatchObject({ connection_id: two?.connectionId });
    expect((await rows()).map(({ capabilities }) => capabilities)).toEqual(
      [1, 2].map(() => expect.objectContaining({ privacyLevels: ['SELF_ONLY'] })),
    );
  });

  it('is 404 without an account, for an account of another platform, and for another user’s', async () => {
    await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
    await world.connect('youtube', anna);
    const [youtube] = await world.connections.list(anna.caller.userId);
    await expect(ask(youtube?.connectionId)).rejects.toMatchObject({ code: 'not_found' });
    const boris = person();
    await world.connect('tiktok', boris);
    const [his] = await world.connections.list(boris.caller.userId);
    await expect(ask(his?.connectionId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says in words why an account cannot post now, and disconnects nobody for it', async () => {
    await world.connect('tiktok', anna);
    const words = 'This account has posted too often today.';
    Object.assign(world.deps, {
      fetchCreatorInfo: () => Promise.reject(new PlatformError('quota', 'spam_risk_too_many_posts', words)),
    });
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests', message: words });
    expect(await rows()).toMatchObject([{ state: 'connected' }]);
  });
});
