import { describe, expect, it } from '@jest/globals';
import { hintGraceMs } from '../../shared/domain/posts/next-look.ts';
import type { DueWork } from '../../shared/domain/posts/work-index.ts';
import { correlation } from '../../shared/domain/watch/correlation.ts';
import { type SweepDeps, sweep } from '../../shared/worker/sweep.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { buildPost } from '../support/build-post.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const minute = 60_000;
const nothing = { hinted: 0, abandoned: 0, deleted: 0, retired: 0, renewals: 0, idle: 0, looked: 0, failed: 0 };

function createWorld(changes: Partial<SweepDeps> = {}) {
  const clock = createVirtualClock();
  const posts = createMemoryPosts();
  const hinted: { at: number; postId: string; delaySeconds: number }[] = [];
  const errors: unknown[] = [];
  const told: { name: string; value: number }[] = [];
  const deps: SweepDeps = {
    work: posts,
    hints: {
      send: async (_platform, { postId }, delaySeconds = 0) =>
        void hinted.push({ at: clock.now(), postId, delaySeconds }),
    },
    repairVideo: async () => 'looked',
    transferHints: { send: async () => undefined },
    idleAccounts: { ask: async () => undefined },
    removalHints: { send: async () => undefined },
    mailHints: { send: async () => undefined },
    renewals: { ask: async () => undefined },
    clock,
    tell: (name, { value }) => void told.push({ name, value }),
    log: { info: () => {}, warn: () => {}, error: (_message, facts) => void errors.push(facts) },
    ...changes,
  };
  return { clock, posts, hinted, errors, told, deps, run: () => sweep(deps, clock.now() + minute) };
}

describe('what it tells', () => {
  it('is how long the work that has waited longest is overdue', async () => {
    const { clock, posts, told, run } = createWorld();
    const now = clock.now();
    await posts.create([
      buildPost({ connectionId: 'old', createdAt: now - 10 * minute, notBefore: now - 9 * minute }),
      buildPost({ connectionId: 'new', createdAt: now - 2 * minute, notBefore: now - 2 * minute }),
    ]);
    await run();
    expect(told).toEqual([{ name: 'OldestDueWork', value: 9 * minute }]);
  });

  it.each<DueWork>([
    { kind: 'transfer', key: { ownerId: 'user', transferId: 'a' }, lookAt: 0, notBefore: 0, nudges: 4 },
    { kind: 'mail', key: { ownerId: 'user', mailId: 'a' }, lookAt: 0, notBefore: 0, nudges: 4 },
    { kind: 'removal', receiptId: 'a', lookAt: 0, notBefore: 0, nudges: 4 },
  ])('counts a $kind from the time at which a worker could have had it, not from the last look', async (work) => {
    const { told, run } = createWorld({
      work: {
        shards: ['all'],
        listDue: async (_shard, now) => ({
          due: [{ ...work, lookAt: now, notBefore: now - 20 * minute }],
          unreadable: 0,
          next: undefined,
        }),
        postpone: async () => {},
      },
    });
    await run();
    expect(told).toEqual([{ name: 'OldestDueWork', value: 20 * minute }]);
  });

  it('is nothing, as if it had not run, when it cannot read what is due', async () => {
    const { told, run } = createWorld({
      work: {
        shards: ['all'],
        listDue: async () => Promise.reject(new Error('The table does not answer.')),
        postpone: async () => {},
      },
    });
    await expect(run()).rejects.toThrow();
    expect(told).toEqual([]);
  });

  it('is nothing overdue where nothing is due', async () => {
    const { told, run } = createWorld();
    await run();
    expect(told).toEqual([{ name: 'OldestDueWork', value: 0 }]);
  });
});

describe('hints', () => {
  it('are sent in the name of the request that gave the order', async () => {
    const senders: unknown[] = [];
    const order = { kind: 'post', platform: 'youtube', lookAt: 0, notBefore: 0, nudges: 0 } as const;
    const due: DueWork[] = [
      { ...order, key: { ownerId: 'user', postId: 'a' }, correlationId: 'request-a' },
      { ...order, key: { ownerId: 'user', postId: 'b' } },
    ];
    const { run } = createWorld({
      work: {
        shards: ['all'],
        listDue: async () => ({ due, unreadable: 0, next: undefined }),
        postpone: async () => {},
      },
      hints: { send: async (_platform, { postId }) => void senders.push({ postId, ...correlation() }) },
    });
    await run();
    expect(senders).toEqual([{ postId: 'a', correlationId: 'request-a' }, { postId: 'b' }]);
  });
});

describe('what is invoked', () => {
  const now = Date.now();
  const mail = (n: number) =>
    ({
      kind: 'mail',
      key: { ownerId: 'user', mailId: `m${n}` },
      lookAt: now - n,
      notBefore: now - n,
      nudges: 0,
    }) as const;
  const removal = (n: number) =>
    ({ kind: 'removal', receiptId: `r${n}`, lookAt: now - n, notBefore: now - n, nudges: 0 }) as const;

  function createDue(due: readonly DueWork[], changes: Partial<SweepDeps> = {}) {
    const mails: string[][] = [];
    const removals: string[] = [];
    const postponed: DueWork[] = [];
    const world = createWorld({
      work: {
        shards: ['all'],
        listDue: async () => ({ due: [...due], unreadable: 0, next: undefined }),
        postpone: async (work) => void postponed.push(work),
      },
      mailHints: { send: async (keys) => void mails.push(keys.map(({ mailId }) => mailId)) },
      removalHints: { send: async (receiptId) => void removals.push(receiptId) },
      ...changes,
    });
    return { ...world, mails, removals, postponed };
  }

  it('are mails, all by one mailer, those that have waited longest first', async () => {
    const { mails, postponed, run } = createDue([mail(1), mail(3), mail(2)]);
    expect(await run()).toEqual({ ...nothing, hinted: 3 });
    expect(mails).toEqual([['m3', 'm2', 'm1']]);
    expect(postponed).toHaveLength(3);
  });

  it('is no more than a run may begin; the rest is still due', async () => {
    const due = Array.from({ length: 300 }, (_, n) => [mail(n), removal(n)]).flat();
    const { mails, removals, postponed, run } = createDue(due);
    expect(await run()).toEqual({ ...nothing, hinted: 52 });
    expect(mails.map((keys) => keys.length)).toEqual([50]);
    expect(removals).toEqual(['r299', 'r298']);
    expect(postponed).toHaveLength(52);
  });

  it('and cannot be stays due, is said, and keeps nothing else', async () => {
    const mailHints = { send: () => Promise.reject(new Error('Lambda does not answer.')) };
    const { removals, postponed, errors, run } = createDue([mail(1), removal(1)], { mailHints });
    expect(await run()).toEqual({ ...nothing, hinted: 1, failed: 1 });
    expect(removals).toEqual(['r1']);
    expect(postponed.map(({ kind }) => kind)).toEqual(['removal']);
    expect(errors).toHaveLength(1);
  });

  it('is nothing where nothing is due', async () => {
    const { mails, run } = createDue([]);
    await run();
    expect(mails).toEqual([]);
  });
});

describe('posts', () => {
  it('that nobody took are hinted at, the others are not', async () => {
    const { clock, posts, hinted, run } = createWorld();
    const now = clock.now();
    const rows = [
      buildPost({ connectionId: 'forgotten', createdAt: now - minute }),
      buildPost({ connectionId: 'fresh', createdAt: now }),
      buildPost({ connectionId: 'held', createdAt: now - minute, leaseUntil: now + 1 }),
      buildPost({ connectionId: 'dead-worker', createdAt: now - minute, leaseUntil: now - 1, notBefore: now - minute }),
      buildPost({ connectionId: 'published', createdAt: now - minute, state: 'published' }),
    ];
    await posts.create(rows);
    expect(await run()).toEqual({ ...nothing, hinted: 2 });
    expect(hinted.map(({ postId }) => postId.split('-').slice(1).join('-')).sort()).toEqual([
      'dead-worker',
      'forgotten',
    ]);
  });

  it('in a long queue are hinted at less and less often', async () => {
    const { clock, posts, hinted, run } = createWorld();
    await posts.create([buildPost({ createdAt: clock.now() })]);
    const begin = clock.now();
    for (let passed = 0; passed < 300; passed += 1) {
      await clock.runUntil(clock.now() + minute);
      await run();
    }
    expect(hinted.map(({ at }) => Math.round((at - begin) / minute))).toEqual([1, 6, 16, 36, 76, 136, 196, 256]);
  });

  it.each([
    ['scheduled', 3600],
    ['processing', 86_400],
    ['waiting', 901],
  ] as const)('%s for long get one hint ahead, which arrives just before their second', async (state, seconds) => {
    const { clock, posts, hinted, run } = createWorld();
    const begin = clock.now();
    const notBefore = begin + seconds * 1000 + 400;
    await posts.create([buildPost({ state, notBefore, createdAt: begin })]);
    const end = notBefore + hintGraceMs - 1;
    while (clock.now() < end) {
      await clock.runUntil(Math.min(clock.now() + minute, end));
      await run();
    }
    const arrivals = hinted.map(({ at, delaySeconds }) => notBefore - (at + delaySeconds * 1000));
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]).toBeGreaterThanOrEqual(1_000);
    expect(arrivals[0]).toBeLessThan(2_000);
  });

  it('whose hint ahead was lost are hinted at again when it should have arrived', async () => {
    const { clock, posts, hinted, run } = createWorld();
    const notBefore = clock.now() + 3_600_000;
    await posts.create([buildPost({ state: 'scheduled', notBefore, createdAt: clock.now() })]);
    await clock.runUntil(notBefore - 3 * minute);
    await run();
    await clock.runUntil(notBefore + hintGraceMs);
    await run();
    expect(hinted).toMatchObject([{ delaySeconds: 179 }, { delaySeconds: 0 }]);
  });

  it('are all tried, even if one hint fails, and the failed one is due again', async () => {
    let attempts = 0;
    const world = createWorld({
      hints: {
        send: async () => {
          attempts += 1;
          if (attempts === 2) throw new Error('SQS is away');
        },
      },
    });
    const createdAt = world.clock.now() - minute;
    await world.posts.create(['a', 'b', 'c'].map((connectionId) => buildPost({ connectionId, createdAt })));
    expect(await world.run()).toEqual({ ...nothing, hinted: 2, failed: 1 });
    expect(world.errors).toHaveLength(1);
    expect(await world.run()).toEqual({ ...nothing, hinted: 1 });
  });

  it('of every page and shard are seen, but no more than one run can do', async () => {
    const item = (index: number): DueWork => ({
      kind: 'post',
      key: { ownerId: 'o', postId: String(index) },
      platform: 'youtube',
      lookAt: 0,
      notBefore: 0,
      nudges: 0,
    });
    const pages = (count: number) => ({
      shards: ['a', 'b'],
      listDue: async (_shard: string, _now: number, after: unknown) => {
        const page = Number(after ?? 0);
        return {
          due: Array.from({ length: 100 }, (_, index) => item(index)),
          unreadable: 1,
          next: page + 1 < count ? page + 1 : undefined,
        };
      },
      postpone: async () => undefined,
    });
    expect(await createWorld({ work: pages(3) }).run()).toEqual({ ...nothing, hinted: 600, failed: 6 });
    const { hinted } = await createWorld({ work: pages(10_000) }).run();
    expect(hinted).toBeLessThan(3_000);
  });
});

describe('transfers', () => {
  it('are hinted at ahead of a far time, then again when nobody takes them', async () => {
    const clock = createVirtualClock();
    const begin = clock.now();
    const work: Extract<DueWork, { kind: 'transfer' }> = {
      kind: 'transfer',
      key: { ownerId: 'owner-1', transferId: '01JD0000000000000000000001' },
      lookAt: begin,
      notBefore: begin + 10 * minute,
      nudges: 0,
    };
    const hinted: unknown[] = [];
    const looks: number[] = [];
    const due = [work, { ...work, notBefore: begin, nudges: 1 }];
    const { run } = createWorld({
      clock,
      transferHints: { send: async (key, delaySeconds) => void hinted.push({ key, delaySeconds }) },
      work: {
        shards: ['one'],
        listDue: async () => ({ due, unreadable: 0, next: undefined }),
        postpone: async (_work, until) => void looks.push(until - begin),
      },
    });
    expect(await run()).toEqual({ ...nothing, hinted: 2 });
    expect(hinted).toEqual([
      { key: work.key, delaySeconds: 600 },
      { key: work.key, delaySeconds: 0 },
    ]);
    expect(looks).toEqual([10 * minute + hintGraceMs, 10 * minute]);
  });
});
