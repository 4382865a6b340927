import { expect, it } from '@jest/globals';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { closedCircuit } from '../../shared/domain/connections/circuit.ts';
import type { GrantedTokens } from '../../shared/domain/connections/oauth-provider.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { Publisher, VideoSource } from '../../shared/domain/posts/publisher.ts';
import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createPublishWorker } from '../../shared/worker/publish-worker.ts';
import { createSteppedClock, type SteppedClock } from '../crash/support/stepped-clock.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { plainRequest } from '../platforms/support/drive-tiktok.ts';
import { buildInstagramRequest, makeClip, startFileServer } from '../platforms/support/instagram-world.ts';
import { startInstagramSimulator } from '../support/instagram-simulator.ts';
import { startTiktokSimulator } from '../support/tiktok-simulator.ts';
import { startYoutubeSimulator } from '../support/youtube-simulator.ts';
import { createScriptedWorker, published } from './support/scripted-worker.ts';

const processingSeconds = 40 * 60;

/** A platform that takes 40 minutes to process what it has got. */
interface SlowPlatform {
  readonly publisher: Publisher;
  readonly granted: GrantedTokens;
  readonly account: { readonly remoteId: string; readonly variant: string | null };
  readonly source: VideoSource;
  readonly post: Partial<Post>;
  close(): Promise<unknown>;
}

const platforms: Record<PlatformName, (clock: SteppedClock) => Promise<SlowPlatform>> = {
  youtube: async (clock) => {
    const simulator = await startYoutubeSimulator({ clock: clock.now, youtube: { processingSeconds } });
    return {
      publisher: createYoutubePublisher(simulator.addresses),
      granted: await simulator.connect(),
      account: { remoteId: 'UC1', variant: null },
      source: createTestVideo(1_000_000),
      post: {},
      close: simulator.close,
    };
  },
  tiktok: async (clock) => {
    const simulator = await startTiktokSimulator({ clock: clock.now, tiktok: { processingSeconds } });
    return {
      publisher: createTiktokPublisher(simulator.addresses),
      granted: await simulator.connect(),
      account: { remoteId: 'ada', variant: null },
      source: createTestVideo(1_000_000),
      post: { request: { ...plainRequest } },
      close: simulator.close,
    };
  },
  instagram: async (clock) => {
    const simulator = await startInstagramSimulator({ clock: clock.now, instagram: { processingSeconds } });
    const files = await startFileServer();
    return {
      publisher: createInstagramPublisher(simulator.addresses),
      granted: await simulator.connect('facebook_login'),
      account: { remoteId: '17841400000000001', variant: 'facebook_login' },
      source: files.serve(makeClip(300_001)),
      post: { request: buildInstagramRequest() },
      close: () => Promise.all([simulator.close(), files.close()]),
    };
  },
};

it.each(['youtube', 'tiktok', 'instagram'] as const)(
  '40 minutes of processing at %s cost a few invocations, none of which waits',
  async (name) => {
    // Its time stands still while a worker runs: one that waits, however shortly, never comes to its end.
    const clock = createSteppedClock();
    const { publisher, granted, account, source, post, close } = await platforms[name](clock);
    const begunAt = clock.now();
    const times = { createdAt: begunAt, updatedAt: begunAt, notBefore: begunAt };
    const world = await createScriptedWorker(() => published, {
      ...post,
      ...times,
      platform: name,
      sizeBytes: source.sizeBytes,
    });
    const work = createPublishWorker({
      ...world.deps,
      clock,
      publisher: () => publisher,
      media: {
        open: (_key, start, end) => source.open(start, end, AbortSignal.timeout(30_000)),
        size: async () => source.sizeBytes,
        share: (_key, seconds) => source.share(seconds),
      },
      accessTokens: () => ({
        get: async () => granted.accessToken,
        account: async () => ({ ...account, circuit: closedCircuit }),
        giveUp: async () => {
          throw new Error('The access was given up.');
        },
      }),
    });

    let invocations = 0;
    let busyMs = 0;
    let hint: { delaySeconds: number } | undefined = { delaySeconds: 0 };
    while (hint) {
      clock.goTo(clock.now() + hint.delaySeconds * 1000);
      const startedAt = performance.now();
      await work({ key: world.post, platform: name, receiptHandle: 'r', receiveCount: 1 }, clock.now() + 150_000);
      busyMs += performance.now() - startedAt;
      invocations += 1;
      hint = world.hints.shift();
      // One hint leads to one: more would double with every round.
      expect(world.hints).toEqual([]);
    }
    console.info(`${name}: ${invocations} invocations, busy for ${Math.round(busyMs)} ms together`);
    expect(await world.read()).toMatchObject({ state: 'published', failures: 0 });
    const tookSeconds = (clock.now() - begunAt) / 1000;
    expect(tookSeconds).toBeGreaterThanOrEqual(processingSeconds);
    // Polls are at most five minutes apart.
    expect(tookSeconds).toBeLessThanOrEqual(processingSeconds + 330);
    expect(invocations).toBeLessThanOrEqual(24);
    await close();
  },
);
