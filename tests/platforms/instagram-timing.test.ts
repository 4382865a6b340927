import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instagramRules } from '../../shared/platforms/instagram/rules.ts';
import { checkpointOf, type InstagramWorld, startInstagramWorld } from './support/instagram-world.ts';

const hour = 3600;
const hourMs = 3600_000;
let world: InstagramWorld;
beforeAll(async () => {
  world = await startInstagramWorld('instagram_login', { instagram: { dailyPosts: 10_000, dailyContainers: 10_000 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.simulator.setFaults();
  world.newCaption();
});

const containers = async () => (await world.simulator.containers()).length;
const untilMs = (time: number) => (time - world.now()) / 1000;
/** A post that waits, finished, for its time. */
async function land(dueAt: number): Promise<unknown> {
  const results = await world.drive({ dueAt });
  expect(results.at(-1)).toMatchObject({ state: 'ready', goLiveAt: dueAt });
  return checkpointOf(results);
}

describe('a post whose time comes', () => {
  it('is published with one call and no other before it', async () => {
    const dueAt = world.now() + hourMs;
    const checkpoint = await land(dueAt);
    await world.wait(untilMs(dueAt));
    const operations = ['container.status', 'publishing-limit.get', 'media.list', 'media.publish'];
    const count = () => Promise.all(operations.map((name) => world.simulator.stat(`requests.${name}`)));
    const before = await count();
    const isOut = (result: object) => 'checkpoint' in result && Object(result.checkpoint).phase === 'live';
    await world.drive({ dueAt, checkpoint, until: isOut });
    expect((await count()).map((calls, index) => calls - (before[index] ?? 0))).toEqual([0, 0, 0, 1]);
    expect(await world.onAccount()).toHaveLength(1);
  });

  it('and whose container is in ruins by then, gets another one', async () => {
    const dueAt = world.now() + hourMs;
    const checkpoint = await land(dueAt);
    await world.wait(untilMs(dueAt));
    await world.simulator.setFaults({ kind: 'session-lost', operation: 'media.publish', status: 410 });
    const before = await containers();
    expect((await world.drive({ dueAt, checkpoint })).at(-1)?.state).toBe('published');
    expect((await containers()) - before).toBe(1);
    expect(await world.onAccount()).toHaveLength(1);
  });

  it('lands although the posts of the day are used up, and waits for room when it is due, however often', async () => {
    const own = await startInstagramWorld('instagram_login', { instagram: { dailyPosts: 1 } });
    try {
      await own.drive();
      own.newCaption();
      const dueAt = own.now() + hourMs;
      const landed = await own.drive({ dueAt });
      expect(landed.at(-1)?.state).toBe('ready');
      await own.wait(hour);
      let checkpoint = checkpointOf(landed);
      for (let refusals = 0; refusals < 5; refusals += 1) {
        const stored = { checkpoint };
        const note = (result: object) => {
          if ('checkpoint' in result) stored.checkpoint = JSON.parse(JSON.stringify(result.checkpoint));
          return false;
        };
        const error = await own.failure({ dueAt, checkpoint, until: note });
        expect(error).toMatchObject({ kind: 'quota', causeCode: 'meta_9_2207042' });
        await own.wait(error.retryAfterSeconds ?? 0);
        checkpoint = stored.checkpoint;
      }
      await own.wait(20 * hour);
      expect((await own.drive({ dueAt, checkpoint })).at(-1)?.state).toBe('published');
      expect(await own.onAccount()).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe('a post that gets another time', () => {
  it.each([
    ['an earlier one', -hourMs],
    ['a later one in the life of its container', 10 * hourMs],
  ])('%s: keeps its container', async (_name, shiftMs) => {
    const first = world.now() + 2 * hourMs;
    const checkpoint = await land(first);
    const before = await containers();
    const dueAt = first + shiftMs;
    const held = await world.drive({ dueAt, checkpoint });
    expect(held).toEqual([{ state: 'ready', checkpoint, goLiveAt: dueAt }]);
    await world.wait(untilMs(dueAt));
    const results = await world.drive({ dueAt, checkpoint: checkpointOf(held) });
    expect(results.at(-1)?.state).toBe('published');
    expect((await containers()) - before).toBe(0);
    const [row] = await world.onAccount();
    expect(Math.abs(Date.parse(row?.publishedAt ?? '') - dueAt)).toBeLessThan(60_000);
  });

  it('none at all: is published at once', async () => {
    const checkpoint = await land(world.now() + 2 * hourMs);
    expect((await world.drive({ checkpoint })).at(-1)?.state).toBe('published');
    expect(await world.onAccount()).toHaveLength(1);
  });

  it('days later: gets a new container shortly before, and is out in time', async () => {
    const checkpoint = await land(world.now() + 2 * hourMs);
    const dueAt = world.now() + 72 * hourMs;
    const renewAt = dueAt - instagramRules.timing.landAheadSeconds(world.source.sizeBytes) * 1000;
    const before = await containers();
    const kept = await world.drive({ dueAt, checkpoint });
    expect(kept).toEqual([{ state: 'ready', checkpoint, goLiveAt: renewAt }]);
    expect(await containers()).toBe(before);
    await world.wait(untilMs(renewAt));
    const landed = await world.drive({ dueAt, checkpoint });
    expect(landed.at(-1)).toMatchObject({ state: 'ready', goLiveAt: dueAt, checkpoint: { containers: 1 } });
    expect(await containers()).toBe(before + 1);
    await world.wait(untilMs(dueAt));
    await world.drive({ dueAt, checkpoint: checkpointOf(landed) });
    const [row, ...others] = await world.onAccount();
    expect(others).toEqual([]);
    expect(Math.abs(Date.parse(row?.publishedAt ?? '') - dueAt)).toBeLessThan(60_000);
  });
});

describe('a post that is taken back', () => {
  it('in every phase before publishing is gone without a call; after it, it is too late', async () => {
    const reached = await world.drive({ dueAt: world.now() + hourMs });
    const ready = checkpointOf(reached);
    const later = await world.drive({ checkpoint: ready, request: { firstComment: 'Hello' } });
    const checkpoints = [...reached, ...later].flatMap((result) => ('checkpoint' in result ? [result.checkpoint] : []));
    const requests = async () => {
      const stats = await (await fetch(`${world.simulator.url}/stats`)).json();
      return Object.entries(stats.instagram).filter(([name]) => name.startsWith('requests.'));
    };
    const before = await requests();
    const outcomes = new Map<string, string>([['none', (await world.withdraw(null)).state]]);
    for (const checkpoint of checkpoints) {
      outcomes.set(Object(checkpoint).phase, (await world.withdraw(checkpoint)).state);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      none: 'withdrawn',
      preparing: 'withdrawn',
      ready: 'withdrawn',
      publishing: 'too-late',
      live: 'too-late',
    });
    expect(await requests()).toEqual(before);
  });

  it('while bytes are on their way is gone too', async () => {
    const own = await startInstagramWorld('facebook_login');
    const sending = await own.drive({ until: ({ state }) => state === 'uploading' });
    expect(checkpointOf(sending)).toMatchObject({ phase: 'sending' });
    expect(await own.withdraw(checkpointOf(sending))).toMatchObject({ state: 'withdrawn' });
    await own.close();
  });

  const usedUp = { operation: 'media.publish', reason: '9/2207042' };
  const refused = async (fault: { kind: 'status' | 'after-effect'; status: number }) => {
    await world.simulator.setFaults({ ...usedUp, ...fault });
    const isRefused = (result: object) => 'checkpoint' in result && Boolean(Object(result.checkpoint).refusal);
    const results = await world.drive({ until: isRefused });
    await world.simulator.setFaults();
    return world.withdraw(checkpointOf(results));
  };

  it('while it waits for room is gone once its container has said twice that it is not published', async () => {
    const { state, waits } = await refused({ kind: 'status', status: 400 });
    expect({ state, looks: waits.length + 1 }).toEqual({ state: 'withdrawn', looks: 3 });
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(60);
  });

  it('is too late when it is out although Instagram said no', async () => {
    const { state, checkpoint } = await refused({ kind: 'after-effect', status: 400 });
    expect(state).toBe('too-late');
    expect((await world.drive({ checkpoint })).at(-1)?.state).toBe('published');
    expect(await world.onAccount()).toHaveLength(1);
  });
});
