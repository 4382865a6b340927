import { describe, expect, it } from '@jest/globals';
import type { PlatformCall } from '../../shared/domain/posts/platform-call.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostEvent, PostEvents } from '../../shared/domain/posts/post-event.ts';
import { PlatformError, type PublishStep, type StepResult } from '../../shared/domain/posts/publisher.ts';
import { keepTimeline } from '../../shared/worker/timeline.ts';
import { createScriptedWorker, published, uploading } from './support/scripted-worker.ts';

type Script = (step: PublishStep, index: number) => Promise<StepResult> | StepResult;

const call = (address: string): PlatformCall => ({
  at: 1,
  method: 'PUT',
  address,
  status: 200,
  requestId: null,
  milliseconds: 5,
});

/** A worker whose timeline is kept, with what a test wants to differ about the store of events. */
async function createTold(
  script: Script,
  differences: Partial<Post> = {},
  add?: PostEvents['add'],
  withdraw?: Parameters<typeof createScriptedWorker>[2],
) {
  const worker = await createScriptedWorker(script, differences, withdraw);
  const events: PostEvent[] = [];
  let count = 0;
  const store = { add: add ?? (async (_post: unknown, event: PostEvent) => void events.push(event)) };
  const newEventId = () => {
    count += 1;
    return String(count).padStart(26, '0');
  };
  const { clock } = worker;
  const timeline = (post: Post) => keepTimeline({ events: store, clock, newEventId, log: worker.deps.log }, post);
  const told = () => events.map(({ kind, bytes }) => (bytes ? `${kind} ${bytes.from}–${bytes.to}` : kind));
  return { ...worker, events, told, work: () => worker.work({ timeline }) };
}

const mega = 1_000_000;

describe('the timeline of a post', () => {
  it('tells of the claim, the session, what arrived, and the end', async () => {
    const results = [uploading(0), uploading(mega / 2), uploading(mega), published];
    const { work, told, events } = await createTold((_step, index) => results[index] ?? published);
    await work();
    expect(told()).toEqual(['claimed', 'session_opened', 'bytes_sent 0–1000000', 'published']);
    expect(events.at(-1)).toMatchObject({ remoteId: 'remote-1' });
    expect(events.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId).toSorted());
  });

  it('does not claim that bytes have arrived which the platform fetches by itself', async () => {
    const fetching = { state: 'processing', checkpoint: { fetch: 1 }, pollAfterSeconds: 5, bytesSent: 0 } as const;
    const finished = { state: 'processing', checkpoint: { fetch: 2 }, pollAfterSeconds: 0 } as const;
    const results = [uploading(0), fetching, finished, published];
    const { work, told, read } = await createTold((_step, index) => results[index] ?? published);
    await work();
    expect(told()).toEqual(['claimed', 'session_opened', 'processing']);
    expect(await read()).toMatchObject({ state: 'processing', bytesSent: 0 });
  });

  it('tells of bytes once, however many steps they took', async () => {
    const { work, told } = await createTold((_step, index) => (index < 200 ? uploading(index * 5_000) : published));
    await work();
    expect(told().filter((line) => line.startsWith('bytes_sent'))).toEqual(['bytes_sent 0–1000000']);
  });

  it('tells of every look at what the platform makes of it, in one line', async () => {
    const { work, told, events } = await createTold(
      () => ({ state: 'processing', checkpoint: 1, pollAfterSeconds: 30, remoteId: 'v1' }),
      { state: 'processing', checkpoint: 1 },
    );
    await work();
    expect(told()).toEqual(['processing']);
    expect(events[0]).toMatchObject({ remoteId: 'v1' });
  });

  it.each([
    ['withdrawn', ['withdrawn']],
    ['too-late', ['too_late', 'published']],
  ] as const)('tells what became of the wish to take it back: %s', async (state, kinds) => {
    const wanted = { state: 'processing', checkpoint: { video: 1 }, wish: 'withdraw' } as const;
    const { work, told, events } = await createTold(
      () => published,
      wanted,
      undefined,
      async (step) => {
        step.trace?.(call('host/videos'));
        return { state };
      },
    );
    await work();
    expect(told()).toEqual(kinds);
    expect(events[0]?.calls).toHaveLength(1);
  });

  it('tells why taking it back has to wait', async () => {
    const wanted = { state: 'processing', checkpoint: { video: 1 }, wish: 'withdraw' } as const;
    const { work, told, events } = await createTold(
      () => published,
      wanted,
      undefined,
      () => {
        throw new PlatformError('quota', 'quotaExceeded', 'Tomorrow again.', { retryAfterSeconds: 3600 });
      },
    );
    await work();
    expect(told()).toEqual(['waiting']);
    expect(events[0]).toMatchObject({ error: { code: 'quotaExceeded' }, until: 1_700_003_600_000 });
  });

  it('carries the calls of each step', async () => {
    const { work, events } = await createTold((step, index) => {
      step.trace?.(call(`host/step-${index}`));
      return index === 0 ? uploading(0) : published;
    });
    await work();
    expect(events.map(({ kind, calls }) => [kind, calls.map(({ address }) => address)])).toEqual([
      ['claimed', []],
      ['session_opened', ['host/step-0']],
      ['bytes_sent', ['host/step-1']],
      ['published', []],
    ]);
  });

  it('keeps the last twenty calls of a step', async () => {
    const { work, events } = await createTold((step) => {
      for (let index = 0; index < 50; index += 1) step.trace?.(call(`host/${index}`));
      return published;
    });
    await work();
    const calls = events.at(-1)?.calls ?? [];
    expect(calls).toHaveLength(20);
    expect(calls.at(-1)?.address).toBe('host/49');
  });

  it.each([
    ['transient', 'waiting'],
    ['quota', 'waiting'],
    ['reauthorize', 'reconnect'],
    ['rejected', 'failed'],
    ['unknown', 'needs_check'],
  ] as const)('tells of an error that is %s as %s, with its cause and the calls before it', async (kind, outcome) => {
    const { work, events, read } = await createTold((step) => {
      step.trace?.(call('host/failing'));
      throw new PlatformError(kind, 'theCause', 'Words.', { retryAfterSeconds: 60 });
    });
    await work();
    const stored = await read();
    expect(events.at(-1)).toMatchObject({
      kind: outcome,
      error: { code: 'theCause', message: 'Words.' },
      until: outcome === 'waiting' ? stored.notBefore : null,
      calls: [{ address: 'host/failing' }],
    });
  });

  it('tells that the lease was lost', async () => {
    const world = await createTold(async (step) => {
      const [post] = await world.posts.listOfOwner(world.post.ownerId);
      await world.clock.sleep(0);
      if (post) await world.posts.claim(post, { now: step.now() + 3600_000, leaseMs: 60_000 });
      return published;
    });
    await world.work();
    expect(world.told().at(-1)).toBe('lease_lost');
  });

  it('that cannot be written changes nothing', async () => {
    const world = await createTold(
      () => published,
      {},
      async () => {
        throw new Error('The table is gone.');
      },
    );
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'published' });
    expect(world.log).toContainEqual({ level: 'warn', message: 'event not written' });
  });

  it('that hangs holds back no more than the last second of a worker, after the post is stored', async () => {
    const storedAt: number[] = [];
    const world = await createTold(
      () => published,
      {},
      () => new Promise(() => {}),
    );
    const begin = world.clock.now();
    const save = world.posts.save;
    Object.assign(world.deps, {
      posts: {
        ...world.posts,
        save: async (...given: Parameters<typeof save>) => {
          storedAt.push(world.clock.now() - begin);
          return save(...given);
        },
      },
    });
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'published' });
    expect(storedAt).toEqual([0]);
    expect(world.clock.now() - begin).toBe(1_000);
  });
});
