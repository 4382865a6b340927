import { describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { buildFolder, buildItem, buildTransfer } from './support/build-transfer.ts';
import { createEngineWorld, type Script } from './support/engine-world.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const key = buildTransfer();

const done = (item: TransferItem, bytes = item.sizeBytes ?? 0): TransferItem => ({
  ...item,
  state: 'done',
  destId: `copy-of-${item.itemId}`,
  bytesDone: bytes,
});
const taking =
  (ms: number): Script =>
  async (item, { clock }) => {
    await new Promise<void>((resolve) => void clock.after(ms, resolve));
    return done(item);
  };
const files = (count: number, differences: Partial<TransferItem> = {}) =>
  Array.from({ length: count }, (_, seq) => buildItem({ seq, ...differences }));
const refusal = (kind: PlatformError['kind'], code: string, retryAfterSeconds?: number) =>
  new PlatformError(kind, code, `Because of ${code}.`, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

describe('items', () => {
  it('are carried four at a time, each once, with counters that are exact', async () => {
    const world = createEngineWorld(taking(3 * second));
    await world.begin(files(30));
    void world.receive(1);
    const ended = await world.until('done');
    expect(world.mostAtOnce()).toBe(4);
    expect([...world.begun.values()]).toEqual(Array(30).fill(1));
    expect(ended).toMatchObject({
      bytesDone: 30_000,
      counts: { waiting: 0, done: 30, failed: 0 },
      error: null,
      speed: 0,
    });
    expect(world.records.made.size).toBe(30);
    expect(world.records.made.get('there/item-7')).toBe('copy-of-item-7');
  });

  it('wait for their folder and know where it is', async () => {
    const seen: Record<string, string | null> = {};
    const world = createEngineWorld((item, context, begun) => {
      seen[item.itemId] = context.parentDestId;
      return taking(second)(item, context, begun);
    });
    const deep = [0, 1, 2].map((seq) => buildFolder({ seq, parentId: seq === 0 ? null : `item-${seq - 1}` }));
    const within = Array.from({ length: 300 }, (_, index) =>
      buildItem({ seq: 3 + index, parentId: `item-${index % 3}` }),
    );
    await world.begin([...deep, ...within]);
    void world.receive(1);
    await world.until('done');
    expect(seen['item-0']).toBe('there');
    expect(within.map(({ itemId }) => seen[itemId])).toEqual(within.map(({ parentId }) => `copy-of-${parentId}`));
  });

  it('that are shortcuts wait for what they point to', async () => {
    const world = createEngineWorld(taking(20 * second));
    await world.begin([buildItem({ seq: 0, action: 'shortcut', targetItemId: 'item-1' }), buildItem({ seq: 1 })]);
    void world.receive(1);
    await world.until('done');
    expect(world.order).toEqual(['item-1', 'item-0']);
  });

  it('whose folder could not be made fail with it, and all are tried again together', async () => {
    let isBroken = true;
    const world = createEngineWorld(async (item) => {
      if (isBroken && item.itemId === 'item-0') throw refusal('rejected', 'insufficientFilePermissions');
      return done(item, item.sizeBytes ?? 0);
    });
    const folder = buildFolder({ seq: 0 });
    await world.begin([folder, buildItem({ seq: 1, parentId: 'item-0' }), buildItem({ seq: 2 })]);
    void world.receive(1);
    expect(await world.until('partial')).toMatchObject({ counts: { done: 1, failed: 2 } });
    const items = await world.items();
    expect(['item-0', 'item-1'].map((id) => items[id]?.reason?.code)).toEqual([
      'insufficientFilePermissions',
      'folder_failed',
    ]);
    isBroken = false;
    await world.transfers.transition(key, ['partial'], { state: 'active', phase: 'retry' }, world.clock.now());
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ counts: { done: 3, failed: 0, waiting: 0 }, bytesDone: 2_000 });
    expect(world.begun.get('item-2')).toBe(1);
  });

  it('that cannot be moved fail alone', async () => {
    const world = createEngineWorld(async (item) => {
      if (item.seq % 2) throw refusal('rejected', 'abusive_file');
      return done(item);
    });
    await world.begin(files(6));
    void world.receive(1);
    expect(await world.until('partial')).toMatchObject({ counts: { done: 3, failed: 3 } });
    expect((await world.items())['item-1']).toMatchObject({ state: 'failed', reason: { code: 'abusive_file' } });
  });

  it('that fail after a part was sent leave nothing of it in what was sent, nor in what is left', async () => {
    const world = createEngineWorld(async (item, { save }) => {
      if (item.itemId !== 'item-0') return done(item);
      const sent = { ...item, state: 'copying', bytesDone: 600 } as const;
      await save(sent);
      throw refusal('rejected', 'source_gone');
    });
    await world.begin(files(3));
    void world.receive(1);
    const ended = await world.until('partial');
    expect(ended).toMatchObject({ bytesDone: 2_000, plan: { bytes: 2_000 } });
  });

  it('that fail for a while are tried again later and later, while the rest goes on, and fail after eight times', async () => {
    const tries: number[] = [];
    const world = createEngineWorld(async (item, { clock }) => {
      if (item.itemId !== 'item-0') return done(item);
      tries.push(clock.now());
      throw refusal('transient', 'short_body');
    });
    await world.begin(files(10));
    void world.receive(1);
    expect(await world.until('partial')).toMatchObject({ counts: { done: 9, failed: 1 } });
    expect(tries).toHaveLength(8);
    const waits = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / second));
    expect(waits.every((wait, index) => wait >= 2 ** (index + 1))).toBe(true);
  });

  it('with an error of Hopper’s own are tried again too', async () => {
    const world = createEngineWorld(async (item, _context, begun) => {
      if (begun === 1) throw new TypeError('A bug.');
      return done(item);
    });
    await world.begin(files(2));
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ counts: { done: 2 } });
  });

  it('that were downloaded too often wait a day; the others do not, and the time is told', async () => {
    const world = createEngineWorld(async (item, _context, begun) => {
      if (item.itemId === 'item-1' && begun === 1) throw refusal('transient', 'downloadQuotaExceeded', 24 * 3600);
      return done(item);
    });
    await world.begin(files(5));
    const begin = world.clock.now();
    void world.receive(1);
    await world.clock.runUntil(begin + minute);
    const waiting = await world.stored();
    expect(waiting).toMatchObject({ state: 'active', counts: { done: 4 }, error: { code: 'downloadQuotaExceeded' } });
    expect(waiting.notBefore).toBe(begin + 24 * hour);
    expect(await world.until('done')).toMatchObject({ counts: { done: 5 }, error: null });
    expect(world.clock.now() - begin).toBeLessThan(24 * hour + 2 * minute);
  });
});

describe('a user who does not want to wait', () => {
  it('has waiting files tried at once', async () => {
    const world = createEngineWorld(async (item, _context, begun) => {
      if (begun === 1) throw refusal('transient', 'downloadQuotaExceeded', 24 * 3600);
      return done(item);
    });
    await world.begin(files(150));
    const begin = world.clock.now();
    void world.receive(1);
    await world.clock.runUntil(begin + minute);
    expect(await world.stored()).toMatchObject({ counts: { waiting: 150 } });
    const change = { state: 'active', notBefore: world.clock.now(), hurries: true } as const;
    await world.transfers.transition(key, ['active'], change, world.clock.now());
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ counts: { done: 150 }, hurries: false });
    expect(world.clock.now() - begin).toBeLessThan(10 * minute);
  });
});

describe('Google’s limits', () => {
  it('by the minute are waited for by the whole transfer, without anybody’s help', async () => {
    let begin = 0;
    const world = createEngineWorld(async (item, { clock }) => {
      if (clock.now() - begin < 10 * second) throw refusal('rate_limited', 'rateLimitExceeded');
      return done(item);
    });
    begin = world.clock.now();
    await world.begin(files(10));
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ failures: 0, error: null, counts: { done: 10, failed: 0 } });
    // Waits of 2, 4 and 8 seconds, and four files that are refused each time.
    expect([...world.begun.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10 + 3 * 4);
  });

  it('of a day are told from it by repetition, waited out hour by hour, and then everything goes on', async () => {
    const dayEnds = 17 * hour;
    const tries: number[] = [];
    let begin = 0;
    const world = createEngineWorld(async (item, { clock, save }) => {
      const sending: TransferItem = { ...item, state: 'copying' };
      await save(sending);
      if (clock.now() - begin > dayEnds) return done(sending);
      tries.push(clock.now());
      throw refusal('rate_limited', 'userRateLimitExceeded');
    });
    begin = world.clock.now();
    await world.begin(files(8));
    void world.receive(1);
    await world.clock.runUntil(begin + 2 * hour);
    const waiting = await world.stored();
    expect(waiting).toMatchObject({
      state: 'active',
      error: { code: 'daily_upload_limit' },
      counts: { done: 0, failed: 0 },
    });
    expect(waiting.notBefore - world.clock.now()).toBeLessThanOrEqual(hour);
    expect(await world.until('done')).toMatchObject({ uploadRefusals: 0, error: null, counts: { done: 8, failed: 0 } });
    expect(world.clock.now() - begin).toBeLessThan(dayEnds + 1.1 * hour);
    // Four files at the same time, some eight times at first, then once an hour.
    expect(tries.length).toBeLessThan(4 * (8 + 18));
  });

  it('that never end are given to a person after a day', async () => {
    const world = createEngineWorld(async (item, { save }) => {
      await save({ ...item, state: 'copying' });
      throw refusal('rate_limited', 'userRateLimitExceeded');
    });
    await world.begin(files(1));
    const begin = world.clock.now();
    void world.receive(1);
    expect(await world.until('paused')).toMatchObject({ error: { code: 'uploads_refused' }, counts: { waiting: 1 } });
    expect((world.clock.now() - begin) / hour).toBeGreaterThan(24);
  });

  it('of room pause the transfer; whoever makes room goes on where it stopped', async () => {
    let isFull = true;
    const world = createEngineWorld(async (item) => {
      if (isFull && item.seq > 4) throw refusal('rejected', 'storageQuotaExceeded');
      return done(item);
    });
    await world.begin(files(20));
    void world.receive(1);
    const paused = await world.until('paused');
    expect(paused).toMatchObject({ error: { code: 'destination_full' }, counts: { failed: 0 } });
    expect(paused.counts.done).toBeGreaterThanOrEqual(5);
    isFull = false;
    await world.transfers.transition(key, ['paused'], { state: 'active', error: null }, world.clock.now());
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ counts: { done: 20 } });
  });

  it('and its troubles of hours are waited out: no file fails because everything does', async () => {
    const ends = 2 * hour;
    let begin = 0;
    const world = createEngineWorld(async (item, { clock }) => {
      if (clock.now() - begin < ends) throw refusal('transient', 'unreachable');
      return done(item);
    });
    begin = world.clock.now();
    await world.begin(files(40));
    void world.receive(1);
    expect(await world.until('done', 'partial', 'failed')).toMatchObject({ state: 'done', counts: { done: 40 } });
    const tries = [...world.begun.values()].reduce((sum, count) => sum + count, 0);
    expect(tries).toBeLessThan(40 + 4 * 30);
  });
});

describe('a revoked grant', () => {
  it('waits for its user, and the account that Google refuses is known', async () => {
    const refused = () => Promise.reject(refusal('reauthorize', 'authError'));
    const world = createEngineWorld(refused, {
      'destination-account': refused,
      'source-account': async () => Promise.reject(refusal('transient', 'unreachable')),
    });
    await world.begin(files(3));
    void world.receive(1);
    expect(await world.until('reconnect')).toMatchObject({
      error: { code: 'authError' },
      counts: { failed: 0, waiting: 3 },
    });
    await world.clock.runUntil(world.clock.now() + second);
    expect(world.givenUp).toEqual(['destination-account']);
  });
});

describe('a turn', () => {
  it('ends in time and hands over; nothing is begun twice at the same time', async () => {
    const world = createEngineWorld(async (item, { clock, startUntil, save }) => {
      let next: TransferItem = { ...item, state: 'copying' };
      while (next.bytesDone < 600) {
        await new Promise<void>((resolve) => void clock.after(second, resolve));
        next = { ...next, bytesDone: next.bytesDone + 1 };
        await save(next);
        if (clock.now() >= startUntil) return next;
      }
      return done(next, 600);
    });
    await world.begin(files(4, { sizeBytes: 600 }));
    void world.receive(1);
    const ended = await world.until('done');
    expect(ended.bytesDone).toBe(4 * 600);
    expect(world.mostAtOnce()).toBe(4);
    expect([...world.begun.values()]).toEqual(Array(4).fill(6));
  });

  it('tells how fast bytes arrive', async () => {
    const world = createEngineWorld(async (item, { clock, save }) => {
      let next: TransferItem = { ...item, state: 'copying' };
      for (let round = 0; round < 30; round += 1) {
        await new Promise<void>((resolve) => void clock.after(second, resolve));
        next = { ...next, bytesDone: next.bytesDone + 500 };
        await save(next);
      }
      return done(next, next.bytesDone);
    });
    await world.begin(files(2, { sizeBytes: 15_000 }));
    void world.receive(1);
    await world.clock.runUntil(world.clock.now() + 20 * second);
    expect(Math.abs((await world.stored()).speed - 1_000)).toBeLessThan(100);
  });

  it('that is cut, or whose lease is lost, leaves its files to the next one', async () => {
    const world = createEngineWorld((item, { signal }, begun) => {
      if (begun > 1) return Promise.resolve(done(item));
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    await world.begin(files(2));
    void world.receive(1);
    expect(await world.until('done')).toMatchObject({ counts: { done: 2, failed: 0 } });
    expect((await world.items())['item-0']).toMatchObject({ failures: 0 });
  });

  it('stops at its user’s word and begins again only when it has stopped', async () => {
    const world = createEngineWorld(taking(15 * second));
    await world.begin(files(12));
    void world.receive(1);
    await world.clock.runUntil(world.clock.now() + 20 * second);
    await world.transfers.transition(key, ['active'], { state: 'paused' }, world.clock.now());
    await world.transfers.transition(key, ['paused'], { state: 'active' }, world.clock.now());
    expect(await world.until('done')).toMatchObject({ counts: { done: 12 } });
    expect(world.mostAtOnce()).toBe(4);
    expect([...world.begun.values()].reduce((sum, count) => sum + count, 0)).toBe(16);
  });

  it('of a worker that died is taken over after its lease', async () => {
    const world = createEngineWorld(taking(second));
    await world.begin(files(2));
    const claim = await world.transfers.claim(key, { now: world.clock.now(), leaseMs: 30 * second });
    expect(claim.outcome).toBe('claimed');
    const begin = world.clock.now();
    expect(await world.until('done')).toMatchObject({ counts: { done: 2 } });
    expect(world.clock.now() - begin).toBeLessThan(2 * minute);
  });
});

describe('a transfer that was taken off the list', () => {
  it('goes with all of its rows', async () => {
    const world = createEngineWorld(async (item) => done(item));
    await world.begin(files(250), { phase: 'remove' });
    void world.receive(1);
    await world.clock.runUntil(world.clock.now() + second);
    expect(await world.transfers.find(key)).toBeUndefined();
    expect(await world.items()).toEqual({});
  });
});
