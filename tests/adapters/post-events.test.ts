import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createPostEvents } from '../../shared/adapters/dynamo/post-events.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import type { PostEvent, PostEvents } from '../../shared/domain/posts/post-event.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';

const now = 1_800_000_000_000;
const day = 24 * 3600_000;
const post = { ownerId: 'owner-1', postId: 'video-1-connection-1' };

function buildEvent(at: number, differences: Partial<PostEvent> = {}): PostEvent {
  const call = { at, method: 'PUT', address: 'host/path', status: 200, requestId: null, milliseconds: 7 };
  const bytes = { from: 0, to: 1, total: 2 };
  const facts = { bytes, until: null, error: { code: 'c', message: 'm' }, remoteId: 'v', calls: [call] };
  return { eventId: ulid(at), at, kind: 'bytes_sent', ...facts, ...differences };
}

let dynamo: Dynoxide;
let table: Table;
let events: PostEvents;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  table = await createTestTable(dynamo.url);
  events = createPostEvents(table);
});

describe('the timeline in DynamoDB', () => {
  it('gives back what was written, the oldest first, of this post alone', async () => {
    const written = [buildEvent(now - 3), buildEvent(now - 2), buildEvent(now - 1)];
    for (const event of written.toReversed()) await events.add(post, event);
    await events.add({ ...post, postId: `${post.postId}2` }, buildEvent(now));
    await events.add({ ...post, ownerId: 'owner-2' }, buildEvent(now));
    expect(await events.list(post, { limit: 100, now })).toEqual({ events: written, next: undefined });
  });

  it('goes page by page', async () => {
    const written = Array.from({ length: 7 }, (_, index) => buildEvent(now + index));
    await Promise.all(written.map((event) => events.add(post, event)));
    const seen: PostEvent[] = [];
    let after: string | undefined;
    do {
      const page = await events.list(post, { limit: 3, now, ...(after && { after }) });
      expect(page.events.length).toBeLessThanOrEqual(3);
      seen.push(...page.events);
      after = page.next;
    } while (after);
    expect(seen).toEqual(written);
  });

  it('is kept for 90 days', async () => {
    const event = buildEvent(now);
    await events.add(post, event);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf.event(post.ownerId, post.postId, event.eventId) }),
    );
    expect(Item?.expiresAt).toBe((now + 90 * day) / 1000);
    expect((await events.list(post, { limit: 9, now: now + 90 * day - 1 })).events).toHaveLength(1);
    expect((await events.list(post, { limit: 9, now: now + 90 * day })).events).toEqual([]);
  });
});
