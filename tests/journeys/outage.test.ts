import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const posts = 50;
const Stats = z.looseObject({ youtube: z.record(z.string(), z.number()) });

describe('a platform that fails', () => {
  let stack: Stack;
  let user: HopperUser;

  beforeAll(async () => {
    stack = await startStack();
    user = await registerUser(stack.url);
    await user.connect('youtube');
  }, 60_000);
  afterAll(() => stack.stop(), 30_000);

  const inserts = async () => {
    const { simulatedPlatforms } = await stack.endpoints();
    const stats = Stats.parse(await (await fetch(`${simulatedPlatforms}/stats`)).json());
    return stats.youtube['requests.videos.insert'] ?? 0;
  };
  const health = async () => (await user.client.listConnections())[0]?.health;
  const youtubePosts = async () =>
    (await user.client.listVideos({ query: { limit: 100 } })).flatMap((video) =>
      video.posts.filter(({ platform }) => platform === 'youtube'),
    );
  const count = async (status: string) => (await youtubePosts()).filter((post) => post.status === status).length;

  async function until(isTrue: () => Promise<boolean>, seconds: number): Promise<void> {
    for (const deadline = Date.now() + seconds * 1000; !(await isTrue()); await delay(500)) {
      if (Date.now() > deadline)
        throw new Error(`Waited in vain: ${JSON.stringify((await youtubePosts()).slice(0, 3))}`);
    }
  }

  it('is asked a few times for 50 posts, holds up no other user, and gets each of them once when it is back', async () => {
    await stack.faults([{ platform: 'youtube', operation: 'videos.insert', kind: 'status', status: 503, count: null }]);
    const titles = Array.from({ length: posts }, (_, n) => `clip-${n}`);
    for (let first = 0; first < posts; first += 10) {
      await Promise.all(titles.slice(first, first + 10).map((title) => user.upload(clip, `${title}.mp4`)));
    }
    const before = await inserts();
    await user.client.postVideos();

    await until(async () => (await count('waiting')) === posts, 60);
    expect(await health()).toMatchObject({ state: 'paused', cause: { message: expect.stringContaining('YouTube') } });
    const heldBack = (await youtubePosts()).filter(({ error }) => error?.code === 'account_paused');
    // Five failures open the circuit; those that were at it at the same time come on top.
    const calls = (await inserts()) - before;
    expect(calls).toBeGreaterThanOrEqual(5);
    expect(calls).toBeLessThanOrEqual(12);
    expect(heldBack.length).toBeGreaterThanOrEqual(posts - calls);

    const other = await registerUser(stack.url);
    await other.connect('tiktok');
    const { id } = await other.upload(clip, 'other.mp4');
    await other.client.postVideos();
    await other.waitFor(id, ({ status }) => status === 'uploaded');

    await stack.faults([]);
    await until(async () => (await count('published')) === posts, 150);
    expect(await health()).toEqual({ state: 'ok', until: null, cause: null });
    const rows = (await stack.ledger()).filter(({ platform, kind }) => platform === 'youtube' && kind === 'video');
    expect(rows.map(({ title }) => title).sort()).toEqual(titles.toSorted());
    expect((await inserts()) - before).toBe(calls + posts);
  }, 300_000);
});
