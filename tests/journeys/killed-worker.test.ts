import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateVideo } from '../support/generate-video.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { sweepOften } from '../support/sweep-often.ts';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

describe('a large file', () => {
  let stack: Stack;
  let user: HopperUser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopper-journey-'));
    stack = await startStack({ env: { SIM_AUTO_CONSENT: '1', LEASE_SECONDS: '3' } });
    user = await registerUser(stack.url);
    await user.connect('youtube');
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await rm(folder, { recursive: true });
  }, 30_000);

  it('goes through the whole path undisturbed, in many parts and chunks', async () => {
    const path = join(folder, 'whole.mp4');
    // No round number: the last part and the last chunk are shorter than the others.
    const sha256 = await generateVideo(path, 200 * mebibyte + 12_345);
    const video = await user.upload(path, 'whole.mp4');
    await user.client.postVideos();
    await user.waitFor(video.id, ({ status }) => status === 'uploaded', 120);
    const rows = await stack.ledger();
    expect(rows.map((row) => ({ title: row.title, sha256: row.sha256 }))).toEqual([{ title: 'whole', sha256 }]);
  }, 240_000);

  it('of 1 GiB arrives once and unharmed although its worker is killed five times', async () => {
    const path = join(folder, 'killed.mp4');
    const sha256 = await generateVideo(path, gibibyte);
    // Slow enough that five workers can be caught in the middle.
    await stack.faults([
      {
        platform: 'youtube',
        operation: 'videos.insert.upload',
        count: null,
        kind: 'slow',
        bytesPerSecond: 64 * mebibyte,
      },
    ]);
    const video = await user.upload(path, 'killed.mp4');
    await user.client.postVideos();
    const published = await sweepOften(stack, async () => {
      await killFive(video.id);
      return user.waitFor(video.id, ({ status }) => status === 'uploaded', 120);
    });
    const rows = (await stack.ledger()).filter(({ title }) => title === 'killed');
    expect(rows).toEqual([expect.objectContaining({ sha256, remoteId: published.posts[0]?.remote_id })]);
  }, 400_000);

  /** Each while it sends, after more has arrived than when the one before it died. */
  async function killFive(videoId: string): Promise<void> {
    const killed = new Set<number>();
    let seen = 0;
    while (killed.size < 5) {
      const at = await user.waitFor(videoId, ({ posts }) => (posts[0]?.bytes_sent ?? 0) > seen, 60);
      seen = at.posts[0]?.bytes_sent ?? 0;
      const worker = (await stack.functions()).find(
        ({ name, state }) => name.includes('publish-worker') && state === 'busy',
      );
      if (worker && !killed.has(worker.pid)) {
        process.kill(worker.pid, 'SIGKILL');
        killed.add(worker.pid);
      }
      await delay(100);
    }
  }
});
