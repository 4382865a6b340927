import { describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import { PlatformError, type PublishStep, type WithdrawResult } from '../../shared/domain/posts/publisher.ts';
import { createScriptedWorker, leaseMs, published } from './support/scripted-worker.ts';

const dueAt = 1_700_000_600_000;
const landed: Partial<Post> = {
  state: 'processing',
  wish: 'withdraw',
  checkpoint: { video: 'v1' },
  remoteId: 'v1',
  bytesSent: 1_000_000,
  dueAt,
  schedule: { local: '2023-11-14T23:23', timeZone: 'Europe/Berlin' },
};
const nothingLeft = {
  state: 'cancelled',
  wish: null,
  checkpoint: null,
  remoteId: null,
  url: null,
  bytesSent: 0,
  error: null,
  failures: 0,
  dueAt: null,
  schedule: null,
  leaseUntil: 0,
};
const goesOn = () => published;

describe('taking back', () => {
  it('ends cancelled, and nothing of the post or its plan is left', async () => {
    const world = await createScriptedWorker(goesOn, landed, () => ({ state: 'withdrawn' }));
    await world.work();
    expect(await world.read()).toMatchObject(nothingLeft);
    expect([world.steps, world.hints]).toEqual([[], []]);
    expect(world.withdrawals).toMatchObject([{ checkpoint: { video: 'v1' }, resumed: true, dueAt }]);
  });

  it('of what only lost its time ends pending, so that the next order finds it', async () => {
    const world = await createScriptedWorker(goesOn, { ...landed, wish: 'unplan' }, () => ({ state: 'withdrawn' }));
    await world.work();
    expect(await world.read()).toMatchObject({ ...nothingLeft, state: 'pending' });
    expect([world.steps, world.hints]).toEqual([[], []]);
  });

  it('of what nothing was begun of asks nobody', async () => {
    const world = await createScriptedWorker(goesOn, { wish: 'withdraw' }, () => ({ state: 'too-late' }));
    await world.work();
    expect(await world.read()).toMatchObject(nothingLeft);
    expect([world.steps, world.withdrawals]).toEqual([[], []]);
  });

  it('stores a changed checkpoint before the next step', async () => {
    const stored: unknown[] = [];
    const world = await createScriptedWorker(goesOn, landed, async (_step, index) => {
      stored.push((await world.read()).checkpoint);
      return index < 2 ? withdrawing({ looked: index }) : { state: 'withdrawn' };
    });
    await world.work();
    expect(stored).toEqual([{ video: 'v1' }, { looked: 0 }, { looked: 1 }]);
    expect(world.withdrawals.map(({ resumed }) => resumed)).toEqual([true, false, false]);
    expect(await world.read()).toMatchObject(nothingLeft);
  });

  it('waits without occupying a worker, and the wish stays', async () => {
    const world = await createScriptedWorker(goesOn, landed, (_step, index) =>
      index === 0 ? withdrawing({ looked: true }, 30) : { state: 'withdrawn' },
    );
    await world.work();
    const notBefore = world.clock.now() + 30_000;
    expect(await world.read()).toMatchObject({ wish: 'withdraw', checkpoint: { looked: true }, notBefore });
    expect(world.hints).toMatchObject([{ delaySeconds: 30 }]);
    await world.clock.runUntil(notBefore);
    await world.work();
    expect(await world.read()).toMatchObject(nothingLeft);
  });

  it('too late: the post goes on in the same turn', async () => {
    const wishes: unknown[] = [];
    const world = await createScriptedWorker(
      async () => {
        wishes.push((await world.read()).wish);
        return published;
      },
      landed,
      () => ({ state: 'too-late' }),
    );
    await world.work();
    expect(wishes).toEqual([null]);
    expect(world.steps).toMatchObject([{ checkpoint: { video: 'v1' }, resumed: true }]);
    expect(await world.read()).toMatchObject({ state: 'published', wish: null, dueAt });
  });

  it('is cut when its time is up, and tried again', async () => {
    const world = await createScriptedWorker(goesOn, landed, untilAborted);
    const begin = world.clock.now();
    await world.work();
    expect(world.clock.now() - begin).toBeLessThanOrEqual(120_000);
    expect(await world.read()).toMatchObject({ state: 'waiting', wish: 'withdraw', error: { code: 'too_slow' } });
    expect(world.hints).toHaveLength(1);
  });

  it('does not spin when nothing moves', async () => {
    const world = await createScriptedWorker(goesOn, landed, () => withdrawing(landed.checkpoint));
    await world.work();
    expect(world.withdrawals.length).toBeLessThan(6);
    expect(await world.read()).toMatchObject({ state: 'waiting', wish: 'withdraw', error: { code: 'no_progress' } });
  });
});

describe('an error', () => {
  const failing = (kind: PlatformError['kind']) =>
    createScriptedWorker(goesOn, landed, () => {
      throw new PlatformError(kind, 'some_cause', 'Something happened.');
    });

  it.each(['transient', 'rate_limited', 'quota'] as const)('%s waits, and the wish stays', async (kind) => {
    const world = await failing(kind);
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'waiting', wish: 'withdraw', checkpoint: { video: 'v1' } });
    expect([world.steps, world.hints]).toMatchObject([[], [{}]]);
  });

  it.each(['rejected', 'unknown'] as const)('%s asks a person and keeps the evidence', async (kind) => {
    const world = await failing(kind);
    await world.work();
    const error = { code: 'some_cause', message: expect.stringContaining('Something happened. It could not be taken') };
    expect(await world.read()).toMatchObject({
      state: 'needs_check',
      wish: null,
      checkpoint: { video: 'v1' },
      remoteId: 'v1',
      error,
    });
  });

  it('that never heals asks a person at last', async () => {
    const world = await failing('transient');
    await world.posts.transition(world.post, ['processing'], { failures: 99 }, world.clock.now());
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'needs_check', wish: null, checkpoint: { video: 'v1' } });
  });

  it('reauthorize keeps the wish and says when it comes out', async () => {
    const world = await failing('reauthorize');
    await world.work();
    const message = expect.stringContaining('2023-11-14T23:23 (Europe/Berlin), unless you connect the account again');
    expect(await world.read()).toMatchObject({ state: 'reconnect', wish: 'withdraw', error: { message } });
  });

  it('a platform that cannot take back leaves it to a person', async () => {
    const world = await createScriptedWorker(goesOn, landed);
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'needs_check', wish: null, error: { code: 'stopped_by_user' } });
    expect(world.steps).toEqual([]);
  });
});

describe('a worker that dies', () => {
  /** Looks, takes away, says so: the video is only taken away under the id that is stored. */
  async function createPlatform() {
    let exists = true;
    const world = await createScriptedWorker(
      () => {
        throw new Error('Nothing is published that shall be taken back.');
      },
      landed,
      async ({ checkpoint }) => {
        const { found } = checkpoint as { found?: boolean };
        if (!found) return withdrawing({ found: true });
        expect((await world.read()).checkpoint).toEqual({ found: true });
        exists = false;
        return { state: 'withdrawn' };
      },
    );
    return { world, exists: () => exists };
  }

  it.each([0, 1].flatMap((write) => [true, false].map((isDone) => ({ write, isDone }))))(
    'at write $write (done: $isDone) leaves the rest to the next one',
    async ({ write, isDone }) => {
      const { world, exists } = await createPlatform();
      await expect(world.work({ posts: dyingAt(world.posts, write, isDone) })).rejects.toThrow('died');
      const between = await world.read();
      if (between.state === 'cancelled') expect(exists()).toBe(false);
      else expect(between.wish).toBe('withdraw');
      await world.clock.runUntil(world.clock.now() + leaseMs + 1);
      await world.work();
      expect(await world.read()).toMatchObject(nothingLeft);
      expect(exists()).toBe(false);
    },
  );

  it.each([true, false])('when it is too late (stored: %s) leaves going on to the next one', async (isDone) => {
    const world = await createScriptedWorker(goesOn, landed, () => ({ state: 'too-late' }));
    await expect(world.work({ posts: dyingAt(world.posts, 0, isDone) })).rejects.toThrow('died');
    expect(world.steps).toEqual([]);
    await world.clock.runUntil(world.clock.now() + leaseMs + 1);
    await world.work();
    expect(world.withdrawals).toHaveLength(isDone ? 1 : 2);
    expect(await world.read()).toMatchObject({ state: 'published', wish: null });
  });

  it('and comes back to life cannot write over the wish, nor over what became of it', async () => {
    const gate = Promise.withResolvers<void>();
    const world = await createScriptedWorker(
      async () => {
        await gate.promise;
        return { state: 'ready', checkpoint: { video: 'stale' }, goLiveAt: dueAt };
      },
      { ...landed, wish: null },
      () => ({ state: 'withdrawn' }),
    );
    const stale = world.start();
    await world.clock.runUntil(world.clock.now() + 5_000);
    const { leaseUntil } = await world.read();
    const wish = { wish: 'withdraw', notBefore: world.clock.now(), leaseUntil } as const;
    await world.posts.transition(world.post, ['processing'], wish, world.clock.now(), { takeOver: true });
    // The old worker may still be in the middle of a request: nobody is let in before its lease ends.
    await world.work();
    expect(world.withdrawals).toEqual([]);
    await world.clock.runUntil(leaseUntil);
    await world.work({}, 2);
    expect(await world.read()).toMatchObject(nothingLeft);
    gate.resolve();
    await world.clock.settle(stale);
    expect(await world.read()).toMatchObject(nothingLeft);
  });

  it('of two workers one takes back', async () => {
    const world = await createScriptedWorker(goesOn, landed, async () => {
      await world.clock.sleep(5_000);
      return { state: 'withdrawn' };
    });
    await world.clock.settle(Promise.all([world.start(), world.start()]));
    expect(world.withdrawals).toHaveLength(1);
  });
});

function withdrawing(checkpoint: unknown, waitSeconds = 0): WithdrawResult {
  return { state: 'withdrawing', checkpoint, waitSeconds };
}

/** A store whose caller dies at its nth write, before or after it is done. */
function dyingAt(posts: PostStore, nth: number, isDone: boolean): PostStore {
  let writes = 0;
  return {
    ...posts,
    save: async (...parameters) => {
      const isLast = writes === nth;
      writes += 1;
      if (isLast && !isDone) throw new Error('died');
      const saved = await posts.save(...parameters);
      if (isLast) throw new Error('died');
      return saved;
    },
  };
}

/** What a well-behaved publisher does with a step that does not end. */
function untilAborted({ signal }: PublishStep): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
