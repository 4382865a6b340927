import { describe, expect, it } from '@jest/globals';
import { LeaseLostError } from '../../shared/domain/lease-lost-error.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostChange } from '../../shared/domain/posts/post-store.ts';
import { PlatformError, type PublishStep, type StepResult } from '../../shared/domain/posts/publisher.ts';
import { createScriptedWorker, leaseMs, published, uploading } from './support/scripted-worker.ts';

describe('a turn', () => {
  it('takes steps to the end and tells where the video is', async () => {
    const world = await createScriptedWorker((_step, index) => [uploading(0), uploading(500_000)][index] ?? published);
    await world.work();
    expect(await world.read()).toMatchObject({
      state: 'published',
      remoteId: 'remote-1',
      url: 'https://example.com/remote-1',
      leaseUntil: 0,
      error: null,
    });
    expect(world.hints).toEqual([]);
  });

  it('gives the platform what an earlier turn stored, and says that it is resumed', async () => {
    const world = await createScriptedWorker((_step, index) => (index === 0 ? uploading(700_000) : published), {
      state: 'uploading',
      checkpoint: { session: 7 },
      bytesSent: 500_000,
    });
    await world.work();
    const seen = world.steps.map(({ checkpoint, bytesSent, resumed }) => ({ checkpoint, bytesSent, resumed }));
    expect(seen).toEqual([
      { checkpoint: { session: 7 }, bytesSent: 500_000, resumed: true },
      { checkpoint: { session: 1 }, bytesSent: 700_000, resumed: false },
    ]);
  });

  it('stores a changed checkpoint before the next step', async () => {
    const world = await createScriptedWorker(async (_step, index) => {
      if (index === 0) return uploading(0, { session: 'handle' });
      expect((await world.read()).checkpoint).toEqual({ session: 'handle' });
      return published;
    });
    await world.work();
    expect((await world.read()).state).toBe('published');
  });

  it('does not take the next step when the checkpoint could not be stored', async () => {
    const world = await createScriptedWorker(() => uploading(0));
    const posts = {
      ...world.posts,
      save: async () => {
        throw new Error('DynamoDB is away');
      },
    };
    await expect(world.work({ posts })).rejects.toThrow('DynamoDB is away');
    expect(world.steps).toHaveLength(1);
    expect(world.hints).toEqual([]);
  });

  it('stores progress every three seconds, not every step', async () => {
    const saved: number[] = [];
    const world = await createScriptedWorker(async (step, index) => {
      await world.clock.sleep(100);
      return index < 60 ? uploading(step.bytesSent + 1_000) : published;
    });
    const posts = {
      ...world.posts,
      save: (...[post, change, now]: Parameters<typeof world.posts.save>) => {
        if (change.bytesSent !== undefined) saved.push(change.bytesSent);
        return world.posts.save(post, change, now);
      },
    };
    await world.work({ posts });
    expect(saved).toEqual([1_000, 31_000, 1_000_000]);
  });

  it('hands over after its time with a hint for at once', async () => {
    const world = await createScriptedWorker(async (step) => {
      await world.clock.sleep(10_000);
      return uploading(step.bytesSent + 1);
    });
    const begin = world.clock.now();
    await world.work();
    expect(world.clock.now() - begin).toBeLessThanOrEqual(120_000);
    expect(world.clock.now() - begin).toBeGreaterThan(100_000);
    expect(await world.read()).toMatchObject({ state: 'uploading', leaseUntil: 0, bytesSent: world.steps.length });
    expect(world.hints).toEqual([{ platform: 'youtube', key: expect.anything(), delaySeconds: 0 }]);
  });

  it('cuts a step that takes too long and goes on later where it was', async () => {
    const world = await createScriptedWorker(async (step, index) => {
      if (index === 0) return uploading(100_000);
      return untilAborted(step);
    });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'uploading', bytesSent: 100_000, failures: 0, leaseUntil: 0 });
    expect(world.hints).toHaveLength(1);
  });

  it('counts a turn that got nowhere as a failure', async () => {
    const world = await createScriptedWorker(untilAborted);
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'waiting', failures: 1, error: { code: 'too_slow' } });
  });

  it('does not spin when the platform answers but nothing moves', async () => {
    const world = await createScriptedWorker(() => uploading(0));
    await world.work();
    expect(world.steps.length).toBeLessThan(6);
    expect(await world.read()).toMatchObject({ state: 'waiting', error: { code: 'no_progress' } });
  });

  it.each<[string, StepResult, PostChange, number]>([
    [
      'a poll',
      { state: 'processing', checkpoint: { video: 1 }, pollAfterSeconds: 15, remoteId: 'r' },
      { state: 'processing', remoteId: 'r', checkpoint: { video: 1 }, bytesSent: 1_000_000 },
      15,
    ],
    [
      'a pause',
      { state: 'uploading', checkpoint: { looks: 1 }, bytesSent: 0, pauseSeconds: 30 },
      { state: 'uploading', checkpoint: { looks: 1 } },
      30,
    ],
  ])('waits for %s without occupying a worker', async (_name, result, stored, delaySeconds) => {
    const world = await createScriptedWorker(() => result);
    await world.work();
    expect(await world.read()).toMatchObject({
      ...stored,
      leaseUntil: 0,
      notBefore: world.clock.now() + delaySeconds * 1000,
    });
    expect(world.hints).toMatchObject([{ delaySeconds }]);
  });

  it('goes on at once with what needs no wait, after its checkpoint is stored', async () => {
    const stored: unknown[] = [];
    const world = await createScriptedWorker(
      async (_step, index) => {
        stored.push((await world.read()).checkpoint);
        if (index === 1) return published;
        return { state: 'processing', checkpoint: { intent: true }, pollAfterSeconds: 0, remoteId: 'r' };
      },
      { state: 'processing', checkpoint: { landed: true } },
    );
    await world.work();
    expect(stored).toEqual([{ landed: true }, { intent: true }]);
    expect(world.steps.map(({ resumed }) => resumed)).toEqual([true, false]);
    expect((await world.read()).state).toBe('published');
  });

  it('waits for the time of going live, with a hint that comes just before it', async () => {
    const goLiveAt = 1_700_000_600_000;
    const ready = { state: 'ready', checkpoint: { landed: true }, goLiveAt } as const;
    const world = await createScriptedWorker(() => ready, { dueAt: goLiveAt });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'processing', notBefore: goLiveAt });
    expect(world.hints).toMatchObject([{ delaySeconds: 599 }]);
  });

  it('leaves a time of going live that no hint can wait for to the sweeper', async () => {
    const goLiveAt = 1_700_086_400_000;
    const ready = { state: 'ready', checkpoint: { landed: true }, goLiveAt } as const;
    const world = await createScriptedWorker(() => ready, { dueAt: goLiveAt });
    await world.work();
    expect(world.hints).toEqual([]);
    const { due } = await world.posts.listDue('all', goLiveAt - 180_000);
    expect(due).toMatchObject([{ notBefore: goLiveAt }]);
  });

  it('keeps a notice about what is published otherwise than asked', async () => {
    const notice = { code: 'visibility_differs', message: 'It is private.' };
    const world = await createScriptedWorker(() => ({ ...published, notice }) as StepResult);
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'published', error: notice });
  });
});

describe('errors', () => {
  const fail = (error: unknown) => () => {
    throw error;
  };
  const platformError = (kind: PlatformError['kind'], retryAfterSeconds?: number) =>
    new PlatformError(kind, 'some_cause', 'What to do.', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
  const cause = { code: 'some_cause', message: 'What to do.' };

  it.each(['transient', 'rate_limited', 'quota'] as const)('%s waits and tries again', async (kind) => {
    const world = await createScriptedWorker(fail(platformError(kind)), { failures: 2 });
    await world.work();
    const stored = await world.read();
    expect(stored).toMatchObject({ state: 'waiting', error: cause, failures: 3, leaseUntil: 0 });
    expect(stored.notBefore - world.clock.now()).toBe(8_000);
    expect(world.hints).toMatchObject([{ delaySeconds: 8 }]);
  });

  it('waits as long as the platform asks; the sweeper wakes it after more than a quarter of an hour', async () => {
    const world = await createScriptedWorker(fail(platformError('quota', 5_000)));
    await world.work();
    expect((await world.read()).notBefore - world.clock.now()).toBe(5_000_000);
    expect(world.hints).toEqual([]);
    const { due } = await world.posts.listDue('all', world.clock.now() + 5_000_000);
    expect(due).toHaveLength(1);
  });

  it('reauthorize pauses the post and marks the connection', async () => {
    const world = await createScriptedWorker(fail(platformError('reauthorize')), { checkpoint: { session: 1 } });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'reconnect', error: cause, checkpoint: { session: 1 } });
    expect(world.gaveUp()).toBe(1);
    expect(world.hints).toEqual([]);
  });

  it('reauthorize goes on at once when the user has connected again before the row told of it', async () => {
    const world = await createScriptedWorker(fail(platformError('reauthorize')), { checkpoint: { session: 1 } });
    // The connection that was refused is another one by now: nothing of it is marked.
    const accessTokens = (post: Post) => ({ ...world.deps.accessTokens(post), giveUp: async () => undefined });
    await world.work({ accessTokens });
    expect(await world.read()).toMatchObject({ state: 'queued', error: null, checkpoint: { session: 1 } });
    expect(world.hints).toHaveLength(1);
  });

  it('rejected fails for good and forgets the handle, so that a later try starts from the beginning', async () => {
    const world = await createScriptedWorker(fail(platformError('rejected')), { checkpoint: { session: 1 } });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'failed', error: cause, checkpoint: null, bytesSent: 0 });
    expect(world.hints).toEqual([]);
  });

  it('unknown asks a person and keeps the evidence', async () => {
    const world = await createScriptedWorker(fail(platformError('unknown')), {
      state: 'uploading',
      checkpoint: { session: 1 },
    });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'needs_check', error: cause, checkpoint: { session: 1 } });
  });

  it('an error in Hopper is logged as one and tried again', async () => {
    const world = await createScriptedWorker(fail(new TypeError('bug')));
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'waiting', error: { code: 'internal' } });
    expect(world.log.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it.each(['queued', 'uploading', 'waiting'] as const)(
    'what was put off before it began is scheduled again (%s)',
    async (state) => {
      const world = await createScriptedWorker(
        ({ dueAt, now }) => ({ ...uploading(0), checkpoint: null, pauseSeconds: ((dueAt ?? 0) - now()) / 1000 }),
        { state, error: cause, failures: 3 },
      );
      const dueAt = world.clock.now() + 3600_000;
      await world.posts.transition(world.post, [state], { dueAt }, world.clock.now());
      await world.work();
      expect(await world.read()).toMatchObject({
        state: 'scheduled',
        notBefore: dueAt,
        dueAt,
        error: null,
        failures: 0,
      });
    },
  );

  it('a failed hint does not undo what is stored: the message comes again', async () => {
    const world = await createScriptedWorker(() => ({ ...uploading(0), pauseSeconds: 5 }) as StepResult);
    const hints = {
      send: async () => {
        throw new Error('SQS is away');
      },
    };
    await expect(world.work({ hints })).rejects.toThrow('SQS is away');
    expect(await world.read()).toMatchObject({ state: 'uploading', leaseUntil: 0 });
  });
});

describe('the lease', () => {
  it('is kept by heartbeats during a long step, and the hint stays hidden with it', async () => {
    const world = await createScriptedWorker(async () => {
      await world.clock.sleep(100_000);
      return published;
    });
    const done = world.start();
    await world.clock.runUntil(world.clock.now() + 95_000);
    expect((await world.read()).leaseUntil).toBeGreaterThan(world.clock.now() + leaseMs / 2);
    const last = world.hidden.at(-1);
    expect((last?.at ?? 0) + (last?.seconds ?? 0) * 1000).toBe((await world.read()).leaseUntil + 1_000);
    await world.clock.settle(done);
    expect((await world.read()).state).toBe('published');
  });

  it('is given to one of two workers that race for the same hint', async () => {
    let running = 0;
    const world = await createScriptedWorker(async () => {
      running += 1;
      expect(running).toBe(1);
      await world.clock.sleep(5_000);
      running -= 1;
      return published;
    });
    await world.clock.settle(Promise.all([world.start(), world.start(), world.start()]));
    expect(world.steps).toHaveLength(1);
    expect(world.hints).toEqual([]);
  });

  it('lost: the step is aborted and nothing more is written', async () => {
    const reasons: unknown[] = [];
    const world = await createScriptedWorker(async (step) => {
      await untilAborted(step).catch((error: unknown) => reasons.push(error));
      return published;
    });
    const done = world.start();
    await world.clock.runUntil(world.clock.now() + 5_000);
    await world.posts.claim(world.post, { now: world.clock.now() + leaseMs, leaseMs });
    await world.clock.settle(done);
    expect(reasons).toEqual([expect.any(LeaseLostError)]);
    expect(await world.read()).toMatchObject({ state: 'queued', fence: 2 });
    expect(world.hints).toEqual([]);
  });

  it('counts as lost when it cannot be extended in time, even while the write hangs', async () => {
    let abortedAt = 0;
    const world = await createScriptedWorker(async (step) => {
      await untilAborted(step).catch(() => undefined);
      abortedAt = world.clock.now();
      throw new Error('stopped');
    });
    const begin = world.clock.now();
    const posts = { ...world.posts, save: () => new Promise<never>(() => {}) };
    await world.work({ posts });
    expect(abortedAt - begin).toBe(leaseMs);
  });

  it('survives a heartbeat that fails', async () => {
    let saves = 0;
    const world = await createScriptedWorker(async () => {
      await world.clock.sleep(60_000);
      return published;
    });
    const posts = {
      ...world.posts,
      save: async (...parameters: Parameters<typeof world.posts.save>) => {
        saves += 1;
        if (saves % 2 === 1) throw new Error('throttled');
        return world.posts.save(...parameters);
      },
    };
    await world.work({ posts });
    expect((await world.read()).state).toBe('published');
  });
});

describe('a hint that cannot be used now', () => {
  it('of a missing or finished post is forgotten', async () => {
    const world = await createScriptedWorker(() => published, { state: 'published' });
    await world.work();
    await world.posts.remove(world.post, world.clock.now());
    await world.work();
    expect(world.steps).toEqual([]);
    expect(world.hints).toEqual([]);
  });

  it('of a post that waits is forgotten, because another one comes', async () => {
    const world = await createScriptedWorker(() => published, { state: 'waiting', notBefore: 1_700_000_100_000 });
    await world.work();
    expect(world.hints).toEqual([]);
  });

  it('that comes a little early by another clock is sent again for the right time', async () => {
    const world = await createScriptedWorker(() => published, { state: 'waiting', notBefore: 1_700_000_009_500 });
    await world.work();
    expect(world.steps).toEqual([]);
    expect(world.hints).toMatchObject([{ delaySeconds: 8 }]);
  });

  it('that comes two seconds early waits for the second', async () => {
    const notBefore = 1_700_000_002_000;
    const at: number[] = [];
    const world = await createScriptedWorker(
      () => {
        at.push(world.clock.now());
        return published;
      },
      { state: 'scheduled', notBefore },
    );
    await world.work();
    expect(at).toEqual([notBefore]);
    expect(world.hints).toEqual([]);
  });

  it('is not waited for any more when the post was put off meanwhile', async () => {
    const world = await createScriptedWorker(() => published, { state: 'scheduled', notBefore: 1_700_000_002_000 });
    const done = world.start();
    await world.clock.runUntil(1_700_000_001_000);
    const later = { state: 'scheduled', notBefore: 1_700_003_600_000 } as const;
    await world.posts.transition(world.post, ['scheduled'], later, world.clock.now());
    await world.clock.settle(done);
    expect(world.clock.now()).toBe(1_700_000_002_000);
    expect([world.steps, world.hints]).toEqual([[], []]);
  });

  it('of the scheduler, which comes ahead, is sent again for the second at which the post is due', async () => {
    const world = await createScriptedWorker(() => published, { state: 'scheduled', notBefore: 1_700_000_119_200 });
    await world.work();
    expect(world.steps).toEqual([]);
    expect(world.hints).toMatchObject([{ delaySeconds: 118 }]);
    expect(await world.read()).toMatchObject({ state: 'scheduled', fence: 0 });
    await world.clock.runUntil(1_700_000_118_000);
    await world.work();
    expect(world.clock.now()).toBe(1_700_000_119_200);
    expect(await world.read()).toMatchObject({ state: 'published' });
  });

  it('for a post that was put off for longer is dropped: the entry for the new time will come', async () => {
    const world = await createScriptedWorker(() => published, { state: 'scheduled', notBefore: 1_700_003_600_000 });
    await world.work();
    expect([world.steps, world.hints]).toEqual([[], []]);
  });

  it.each(['cancelled', 'pending', 'published', 'needs_check'] as const)(
    'for a scheduled post that is %s by now does nothing',
    async (state) => {
      const world = await createScriptedWorker(() => published, { state });
      await world.work();
      expect([world.steps, world.hints]).toEqual([[], []]);
      expect(await world.read()).toMatchObject({ state, fence: 0 });
    },
  );

  it('of a post that somebody holds is forgotten the first time and put after the lease the second time', async () => {
    const world = await createScriptedWorker(() => published, { leaseUntil: 1_700_000_020_000 });
    await world.work({}, 1);
    expect(world.hints).toEqual([]);
    await world.work({}, 2);
    expect(world.hints).toMatchObject([{ delaySeconds: 21 }]);
    expect(world.steps).toEqual([]);
  });
});

/** What a well-behaved publisher does with a step that does not end. */
function untilAborted({ signal }: PublishStep): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
