import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import { buildPost } from '../support/build-post.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createSweptVideos, type SweptVideos } from './support/swept-videos.ts';

const day = 24 * 60 * 60_000;
const start = 1_700_000_000_000;

let dynamo: Dynoxide;
let world: SweptVideos;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  world = await createSweptVideos(dynamo.url);
});

const publishedPost = (changes: Partial<Post> = {}) => buildPost({ state: 'published', updatedAt: start, ...changes });
const cancelledPost = () => buildPost({ connectionId: 'connection-2', state: 'cancelled', updatedAt: start });

async function sweepOnDays(...days: readonly number[]): Promise<void> {
  for (const number of days) {
    await world.clock.runUntil(start + number * day);
    await world.run();
  }
}

async function expectStored(): Promise<void> {
  expect(await world.find()).toMatchObject({ mediaState: 'stored' });
  expect([...world.bucket]).toEqual([world.video.objectKey, 'asset']);
}

async function expectRemoved(): Promise<void> {
  expect(await world.find()).toMatchObject({ mediaState: 'removed', assets: {}, pendingAssets: {}, discarded: [] });
  expect([...world.bucket]).toEqual([]);
}

describe('the file of a video that is out', () => {
  it('goes 30 days after the last success, the row stays', async () => {
    await world.add({}, [publishedPost(), cancelledPost()]);
    await sweepOnDays(1, 2, 29);
    await expectStored();
    await sweepOnDays(30);
    await expectRemoved();
    await sweepOnDays(31, 90);
    await expectRemoved();
    expect(world.errors).toEqual([]);
  });

  it('goes as the owner says now, not as it was when the video came', async () => {
    await world.add({}, [publishedPost()]);
    await sweepOnDays(1, 5);
    await world.settings.replace('owner-1', 'global', { keep_media_days: 3 }, 0);
    await sweepOnDays(6);
    await expectRemoved();
  });

  it('stays when the owner keeps files for ever', async () => {
    await world.settings.replace('owner-1', 'global', { keep_media_days: 0 }, 0);
    await world.add({}, [publishedPost()]);
    await sweepOnDays(1, 31, 100);
    await expectStored();
  });

  it.each([
    'pending',
    'scheduled',
    'queued',
    'uploading',
    'waiting',
    'processing',
    'reconnect',
    'needs_check',
    'failed',
  ] as const)('stays while another post is %s', async (state) => {
    await world.add({}, [publishedPost(), { ...cancelledPost(), state }]);
    await sweepOnDays(1, 31, 60);
    await expectStored();
  });

  it('takes no post any more, neither a new one nor one that was cancelled', async () => {
    await world.add({}, [publishedPost(), cancelledPost()]);
    await sweepOnDays(30);
    expect(await world.posts.create([buildPost({ connectionId: 'connection-3' })])).toEqual([]);
    expect(await takeUp()).toBeUndefined();
  });
});

function takeUp() {
  return world.posts.transition(cancelledPost(), ['cancelled'], { state: 'queued' }, world.clock.now());
}

class Killed extends Error {}

describe('a sweep that dies while it removes a file', () => {
  /** Dies for good at a call: whatever it tries afterwards does not happen either. */
  const dieBefore = (last: number) => (call: number) => {
    if (call >= last) throw new Killed();
  };

  async function countCalls(): Promise<number> {
    let calls = 0;
    await world.run((call) => {
      calls = Math.max(calls, call);
    });
    return calls;
  }

  it('between any two calls, is finished by the next one', async () => {
    await world.add({}, [publishedPost(), cancelledPost()]);
    await world.clock.runUntil(start + 30 * day);
    const calls = await countCalls();
    expect(calls).toBeGreaterThan(8);
    await expectRemoved();
    for (let last = 1; last <= calls; last += 1) {
      world = await createSweptVideos(dynamo.url);
      await world.add({}, [publishedPost(), cancelledPost()]);
      await world.clock.runUntil(start + 30 * day);
      await world.run(dieBefore(last)).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      const video = await world.find();
      if (world.bucket.size < 2) expect(video?.mediaState).not.toBe('stored');
      if (video?.mediaState === 'removed') await expectRemoved();
      await world.run();
      await expectRemoved();
    }
  }, 60_000);
});

describe('a post that comes while a file is being removed', () => {
  const wishes = {
    'a cancelled one that is taken up': async () => (await takeUp()) !== undefined,
    'one for another account': async () =>
      (await world.posts.create([buildPost({ connectionId: 'connection-3' })])).length > 0,
    'one whose row is gone, for an account that is named': async () =>
      (await world.posts.create([buildPost({ connectionId: 'connection-4' })])).length > 0,
  };

  it.each(Object.entries(wishes))(
    '%s has its file, or is refused; at any moment',
    async (_name, wish) => {
      const outcomes = new Set<boolean>();
      for (let at = 1, isOver = false; !isOver; at += 1) {
        world = await createSweptVideos(dynamo.url);
        const connectionIds = ['connection-1', 'connection-2', 'connection-4'];
        await world.add({ connectionIds }, [publishedPost(), cancelledPost()]);
        await world.clock.runUntil(start + 30 * day);
        let isAccepted: boolean | undefined;
        await world.run(async (call, moment) => {
          if (call === at && moment === 'before') isAccepted = await wish();
        });
        isOver = isAccepted === undefined;
        if (isOver) continue;
        outcomes.add(isAccepted === true);
        // A mark that was taken back, or one that a sweep of a minute later has to judge.
        await world.run();
        await (isAccepted ? expectStored() : expectRemoved());
      }
      expect(outcomes).toEqual(new Set([true, false]));
    },
    60_000,
  );
});
