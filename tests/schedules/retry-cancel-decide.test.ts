import { beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLostError } from '../../shared/domain/lease-lost-error.ts';
import { createSchedulesWorld, hour, now } from './schedules-world.ts';

let world: ReturnType<typeof createSchedulesWorld>;
beforeEach(() => {
  world = createSchedulesWorld();
  world.connect('channel');
  world.connect('tiktok-1', { platform: 'tiktok' });
});
const error = { code: 'x', message: 'y' };

describe('POST /api/videos/{id}/retry', () => {
  it('tries only what failed or was cancelled', async () => {
    world.connect('third', { platform: 'instagram' });
    const video = world.addVideo();
    const failed = await world.addPost(video, 'channel', { state: 'failed', error });
    const cancelled = await world.addPost(video, 'tiktok-1', { platform: 'tiktok', state: 'cancelled' });
    const out = await world.addPost(video, 'third', { platform: 'instagram', state: 'published' });
    expect(await world.retry(video)).toMatchObject({ queued: 2, refused: [], status: 'uploading' });
    expect([failed, cancelled, out].map((post) => world.find(post)?.state)).toEqual(['queued', 'queued', 'published']);
    await expect(world.retry(video)).rejects.toMatchObject({ code: 'nothing_to_post' });
  });

  it('counts in two calls at once each post once', async () => {
    const video = world.addVideo();
    await world.addPost(video, 'channel', { state: 'failed', error });
    const answers = await Promise.allSettled([world.retry(video), world.retry(video)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(world.hints).toHaveLength(1);
  });

  it('names what would be refused again', async () => {
    const video = world.addVideo();
    await world.addPost(video, 'channel', { state: 'failed', error });
    world.refusals.set('youtube', 'Too long.');
    await expect(world.retry(video)).rejects.toMatchObject({ code: 'would_be_refused' });
  });

  it.each(['pending', 'scheduled', 'queued', 'uploading', 'needs_check', 'published'] as const)(
    'one post that is %s is left alone',
    async (state) => {
      const post = await world.addPost(world.addVideo(), 'channel', { state });
      await expect(world.retryPost(post)).rejects.toMatchObject({ code: 'conflict' });
      expect(world.find(post)).toEqual(post);
    },
  );

  it('one post goes on with its checkpoint and its words when it had begun', async () => {
    const post = await world.addPost(world.addVideo(), 'channel', { state: 'cancelled', checkpoint: { session: 1 } });
    expect(await world.retryPost(post)).toMatchObject({ status: 'queued' });
    expect(world.find(post)).toMatchObject({ checkpoint: { session: 1 }, request: post.request });
  });
});

describe('POST /api/videos/{id}/posts/{postId}/cancel', () => {
  it.each(['pending', 'scheduled', 'queued', 'waiting', 'reconnect', 'failed'] as const)(
    'cancels for certain what is %s and has not begun',
    async (state) => {
      const post = await world.addPost(world.addVideo(), 'channel', { state, dueAt: now + hour });
      world.schedules.set(post.postId, now + hour);
      expect(await world.cancel(post)).toMatchObject({ outcome: 'cancelled', post: { status: 'cancelled' } });
      expect(await world.cancel(post)).toMatchObject({ outcome: 'cancelled' });
      expect(world.find(post)).toMatchObject({ state: 'cancelled', dueAt: null });
      expect(world.schedules.size).toBe(0);
      expect(await world.posts.claim(post, { now: now + 2 * hour, leaseMs: 1000 })).toMatchObject({
        reason: 'finished',
      });
    },
  );

  it.each([
    ['uploading', { checkpoint: { session: 1 } }],
    ['waiting', { checkpoint: { session: 1 } }],
    ['waiting', { remoteId: 'remote-1' }],
    ['queued', { checkpoint: { session: 1 } }],
    ['reconnect', { checkpoint: { session: 1 } }],
  ] as const)(
    'stops what is %s and has begun (%j) where nothing can be taken back, and asks the user to look',
    async (state, begun) => {
      const post = await world.addPost(world.addVideo(), 'tiktok-1', { platform: 'tiktok', state, ...begun });
      expect(await world.cancel(post)).toMatchObject({
        outcome: 'stopped',
        post: { status: 'needs_check', error: { code: 'stopped_by_user' }, evidence: { has_begun: true } },
      });
      await expect(world.cancel(post)).rejects.toMatchObject({ code: 'conflict' });
    },
  );

  it.each([
    ['uploading', { checkpoint: { session: 1 }, leaseUntil: now + 20_000 }],
    ['uploading', { checkpoint: { session: 1 } }],
    ['processing', { checkpoint: { video: 1 }, dueAt: now + hour, notBefore: now + hour }],
    ['waiting', { remoteId: 'remote-1' }],
    ['queued', { checkpoint: { session: 1 } }],
    ['reconnect', { checkpoint: { session: 1 } }],
  ] as const)('has what is %s and has begun (%j) taken back where the platform can do that', async (state, begun) => {
    const post = await world.addPost(world.addVideo(), 'channel', { state, ...begun });
    expect(await world.cancel(post)).toMatchObject({ outcome: 'stopping', post: { status: state, stopping: true } });
    // The worker in the middle of a request is left alone until it is through with it.
    const { leaseUntil } = post;
    expect(world.find(post)).toMatchObject({ wish: 'withdraw', notBefore: now, leaseUntil, fence: post.fence + 1 });
    const after = world.find(post);
    if (state === 'reconnect') return;
    expect(await world.cancel(post)).toMatchObject({ outcome: 'stopping' });
    expect(world.find(post)).toEqual(after);
    expect(world.delays.get(post.postId)).toBe(leaseUntil === 0 ? 0 : 20);
  });

  it('that cannot be taken back because its account is gone is stopped when it is asked for again', async () => {
    const post = await world.addPost(world.addVideo(), 'channel', { state: 'reconnect', checkpoint: { session: 1 } });
    await world.cancel(post);
    expect(await world.cancel(post)).toMatchObject({
      outcome: 'stopped',
      post: { status: 'needs_check', stopping: false },
    });
  });

  it.each(['processing', 'published', 'needs_check'] as const)('is too late for what is %s', async (state) => {
    const post = await world.addPost(world.addVideo(), 'tiktok-1', { platform: 'tiktok', state });
    await expect(world.cancel(post)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.find(post)).toEqual(post);
  });

  it('against a worker that has claimed it: the worker’s next write is refused, so it never comes to a step that counts', async () => {
    const post = await world.addPost(world.addVideo(), 'channel', { state: 'queued' });
    const claim = await world.posts.claim(post, { now, leaseMs: 30_000 });
    if (claim.outcome !== 'claimed') throw new Error('not claimed');
    expect(await world.cancel(post)).toMatchObject({ outcome: 'cancelled' });
    const begin = world.posts.save(claim.post, { state: 'uploading', checkpoint: { session: 1 } }, now + 1);
    await expect(begin).rejects.toThrow(LeaseLostError);
    expect(world.find(post)).toMatchObject({ state: 'cancelled', checkpoint: null });
  });

  it('against a worker that has just begun: the post is stopped, not called cancelled', async () => {
    const post = await world.addPost(world.addVideo(), 'tiktok-1', { platform: 'tiktok', state: 'queued' });
    const claim = await world.posts.claim(post, { now, leaseMs: 30_000 });
    if (claim.outcome !== 'claimed') throw new Error('not claimed');
    const begun = await world.posts.save(claim.post, { state: 'uploading', checkpoint: { session: 1 } }, now + 1);
    expect(await world.cancel(post, now + 2)).toMatchObject({ outcome: 'stopped' });
    await expect(world.posts.save(begun, { state: 'published' }, now + 3)).rejects.toThrow(LeaseLostError);
  });

  it('does not know posts of other videos', async () => {
    const post = await world.addPost(world.addVideo(1), 'channel');
    const { videoId } = world.addVideo(2);
    await expect(world.cancel({ ...post, videoId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('POST /api/videos/{id}/posts/{postId}/decide', () => {
  const doubtful = (change = {}) =>
    world.addPost(world.addVideo(), 'channel', {
      state: 'needs_check',
      error,
      checkpoint: { session: 1 },
      bytesSent: 700,
      remoteId: 'remote-1',
      ...change,
    });

  it('published: it is there, with the address that the user gives', async () => {
    const post = await doubtful();
    expect(await world.decide(post, { decision: 'published', url: 'https://youtu.be/abc' })).toMatchObject({
      status: 'published',
      url: 'https://youtu.be/abc',
      remote_id: 'remote-1',
      error: null,
      percent: 100,
    });
  });

  it('post again: from the beginning, with nothing of the old try and the words of today', async () => {
    const post = await doubtful();
    expect(await world.decide(post, { decision: 'post_again' })).toMatchObject({ status: 'queued', percent: 0 });
    expect(world.find(post)).toMatchObject({ checkpoint: null, remoteId: null, bytesSent: 0, error: null });
    expect(world.find(post)?.request).not.toEqual(post.request);
    expect(world.hints).toEqual([post.postId]);
  });

  it('cancel: it is not there and shall not be', async () => {
    expect(await world.decide(await doubtful(), { decision: 'cancel' })).toMatchObject({ status: 'cancelled' });
  });

  it('of a post that was stopped waits for whoever was still sending it', async () => {
    const post = await world.addPost(world.addVideo(), 'tiktok-1', { platform: 'tiktok', state: 'queued' });
    const claim = await world.posts.claim(post, { now, leaseMs: 30_000 });
    if (claim.outcome !== 'claimed') throw new Error('not claimed');
    await world.posts.save(claim.post, { state: 'uploading', checkpoint: { session: 1 } }, now + 1);
    await world.cancel(post, now + 2);
    for (const decision of ['post_again', 'cancel', 'published'] as const) {
      const early = world.decide(post, { decision }, now + 29_999);
      await expect(early).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('in 1 seconds') });
    }
    expect(await world.decide(post, { decision: 'post_again' }, now + 30_000)).toMatchObject({ status: 'queued' });
  });

  it('is taken once, of two tabs at the same moment', async () => {
    const post = await doubtful();
    const answers = await Promise.allSettled([
      world.decide(post, { decision: 'post_again' }),
      world.decide(post, { decision: 'published' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(world.decide(post, { decision: 'published' })).rejects.toMatchObject({ code: 'conflict' });
  });
});
