import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { type HopperUser, registerUser, type VideoView } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const platforms = ['youtube', 'instagram'] as const;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const isLanded = ({ posts }: VideoView) => posts.length > 0 && posts.every(({ landed }) => landed);

describe('what has landed ahead of its time', () => {
  let stack: Stack;
  let user: HopperUser;
  beforeAll(async () => {
    stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
    user = await registerUser(stack.url);
    for (const platform of platforms) await user.connect(platform);
    await user.client.setYoutubeSettings({ body: { visibility: 'public' } });
  }, 90_000);
  afterAll(() => stack?.stop(), 30_000);

  async function land(filename: string): Promise<VideoView> {
    const { id } = await user.upload(clip, filename);
    await user.waitFor(id, ({ media }) => media !== null);
    await user.client.putSchedule({ params: { videoId: id }, body: { scheduled_time: inMinutes(30) } });
    return user.waitFor(id, isLanded, 120);
  }
  const onLedger = async (title: string) => (await stack.ledger()).filter((row) => row.title?.startsWith(title));

  it('is seen by nobody, and taken back when its user does not want it any more', async () => {
    const { id, posts } = await land('back.mp4');
    const there = await onLedger('back');
    expect(there).toMatchObject([{ platform: 'youtube', privacy: 'private', publishedAt: null }]);
    for (const post of posts) await user.client.cancelPost({ params: { videoId: id, postId: post.id } });
    const isOver = (video: VideoView) => video.posts.every(({ status }) => status === 'cancelled');
    const over = await user.waitFor(id, isOver, 90);
    expect(over.posts).toMatchObject([
      { remote_id: null, scheduled_time: null, stopping: false },
      { remote_id: null, scheduled_time: null, stopping: false },
    ]);
    expect(await onLedger('back')).toEqual([]);
    const kinds = await Promise.all(
      posts.map(async (post) => {
        const { events } = await user.client.getTimeline({ params: { videoId: id, postId: post.id }, query: {} });
        return events.map(({ kind }) => kind);
      }),
    );
    for (const told of kinds) expect(told).toContain('withdrawn');
  }, 300_000);

  it('an order that comes while its time is being taken away says so, and the next one brings all of it out, once', async () => {
    const { id } = await land('again.mp4');
    const slow = { platform: 'youtube', operation: 'videos.delete', kind: 'delay', ms: 8_000, count: null };
    await stack.faults([slow]);
    await user.client.deleteSchedule({ params: { videoId: id } });
    const isBusy = ({ posts }: VideoView) => posts.find(({ platform }) => platform === 'youtube')?.stopping === true;
    await user.waitFor(id, isBusy);
    const reasons = await user.client
      .postVideos({})
      .then(({ kept }) => kept.map(({ platform, reason }) => `${platform}: ${reason}`))
      .catch((error: unknown) => [error instanceof ApiError ? `${error.code}: ${error.message}` : '']);
    expect(reasons).toContainEqual(expect.stringMatching(/^(youtube|conflict): It is being taken back/));
    await user.waitFor(id, ({ posts }) => posts.every(({ status }) => ['pending', 'published'].includes(status)), 90);
    await stack.faults([]);
    await user.client.postVideos({});
    await user.waitFor(id, ({ status }) => status === 'uploaded', 120);
    expect((await onLedger('again')).map(({ platform }) => platform).sort()).toEqual(['instagram', 'youtube']);
  }, 300_000);

  it('goes live at another time when that is wanted, once', async () => {
    const { id } = await land('sooner.mp4');
    const dueAt = Date.now() + 20_000;
    await user.client.putSchedule({
      params: { videoId: id },
      body: { scheduled_time: new Date(dueAt).toISOString() },
    });
    await user.waitFor(id, ({ status }) => status === 'uploaded', 120);
    const rows = await onLedger('sooner');
    expect(rows.map(({ platform }) => platform).sort()).toEqual(['instagram', 'youtube']);
    for (const row of rows)
      expect(Date.parse(row.publishedAt ?? '')).toBeGreaterThanOrEqual(Math.floor(dueAt / 1000) * 1000);
  }, 300_000);
});
