import { describe, expect, it } from '@jest/globals';
import { getTimeline } from '../../functions/videos/get-timeline.ts';
import { timelineRoutes } from '../../shared/contract/routes/timeline.ts';
import type { PostEvent } from '../../shared/domain/posts/post-event.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld } from './videos-world.ts';

const post = buildPost({ ownerId: anna.caller.userId });
const params = { videoId: post.videoId, postId: post.postId };
const event: PostEvent = {
  eventId: '01JD0000000000000000000009',
  at: 1_800_000_000_000,
  kind: 'waiting',
  bytes: null,
  until: 1_800_000_060_000,
  error: { code: 'quotaExceeded', message: 'The quota is used up.' },
  remoteId: null,
  calls: [
    { at: 1_800_000_000_000, method: 'POST', address: 'host/path', status: 403, requestId: 'r-1', milliseconds: 12 },
  ],
};

async function createWorld() {
  const world = createVideosWorld();
  await world.deps.videos.add(buildVideo({ ownerId: anna.caller.userId, videoId: post.videoId }));
  await world.posts.create([post]);
  const asked: unknown[] = [];
  const events = {
    ...world.deps.events,
    list: async (key: unknown, page: unknown) => {
      asked.push({ key, page });
      return { events: [event], next: event.eventId };
    },
  };
  const read = (given = params, query: { limit: number; cursor?: string } = { limit: 100 }, who = anna) =>
    getTimeline({ params: given, query, body: undefined }, who, { ...world.deps, events });
  return { read, asked };
}

describe('GET /api/videos/{videoId}/posts/{postId}/timeline', () => {
  it('answers the steps in words, with what was asked and answered', async () => {
    const { read, asked } = await createWorld();
    const { body, nextCursor } = await read(params, { limit: 7, cursor: '01JD0000000000000000000001' });
    expect(timelineRoutes.getTimeline.output.parse(body)).toEqual({
      events: [
        {
          id: event.eventId,
          at: '2027-01-15T08:00:00.000Z',
          kind: 'waiting',
          message: 'It goes on later. The quota is used up.',
          bytes: null,
          until: '2027-01-15T08:01:00.000Z',
          error: event.error,
          remote_id: null,
          calls: [
            {
              at: '2027-01-15T08:00:00.000Z',
              method: 'POST',
              address: 'host/path',
              status: 403,
              request_id: 'r-1',
              milliseconds: 12,
            },
          ],
        },
      ],
    });
    expect(nextCursor).toBe(event.eventId);
    expect(asked).toEqual([
      {
        key: expect.objectContaining({ ownerId: anna.caller.userId, postId: post.postId }),
        page: { limit: 7, after: '01JD0000000000000000000001', now: anna.now },
      },
    ]);
  });

  it.each([
    ['a post that there is not', { ...params, postId: `${post.videoId}-other` }],
    ['a post of another video', { ...params, videoId: '01JD0000000000000000000002' }],
  ])('is 404 for %s', async (_name, given) => {
    const { read } = await createWorld();
    await expect(read(given)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['', 'x', '01jd0000000000000000000001', '01JD000000000000000000000', '01JD0000000000000000000001x'])(
    'refuses the cursor "%s" by its name',
    (cursor) => {
      const result = timelineRoutes.getTimeline.query.safeParse({ cursor });
      expect(result.error?.issues[0]?.path).toEqual(['cursor']);
    },
  );
});
