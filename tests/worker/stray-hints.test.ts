import { describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PublishStep, StepResult } from '../../shared/domain/posts/publisher.ts';
import { createMortalWorld } from './support/mortal-world.ts';
import { published } from './support/scripted-worker.ts';

const begin = 1_700_000_000_000;
const hour = 3600_000;
const minute = 60_000;
/** Not at a whole second. */
const dueAt = begin + hour + 357;
const planned: Partial<Post> = { state: 'scheduled', notBefore: dueAt, dueAt };

/** A planned post, whose platform notes when it is asked. */
async function createPlanned(hints = 0, differences: Partial<Post> = {}, result: StepResult = published) {
  const starts: number[] = [];
  const take = ({ now }: PublishStep) => {
    starts.push(now());
    return result;
  };
  const world = await createMortalWorld(take, { ...planned, ...differences }, { hints });
  /** What an entry of the scheduler does when it fires. */
  const fireAt = (at: number) =>
    void world.clock.after(at - world.clock.now(), () => void world.queue.send('youtube', world.post));
  const run = (until: number) => world.clock.runUntil(until);
  return { ...world, starts, fireAt, run };
}

/** Outside calls take their time, even in a world where nothing else does. */
const aMoment = 200;

describe('a planned post starts to the second, once', () => {
  it.each<[string, readonly number[]]>([
    ['ahead', [dueAt - 90_000]],
    ['ahead, twice', [dueAt - 90_000, dueAt - 90_000]],
    ['ahead, and again later', [dueAt - 100_000, dueAt - 70_000, dueAt - 5_000, dueAt - 1]],
    ['59 seconds late', [dueAt + 59_000]],
    ['hours late', [dueAt + 5 * hour]],
    ['far too early', [begin + minute]],
    ['never', []],
  ])('when its entry of the scheduler fires %s', async (_name, entries) => {
    const world = await createPlanned();
    for (const at of entries) world.fireAt(at);
    await world.run(dueAt + 10 * hour);
    expect(world.starts).toHaveLength(1);
    expect(world.starts[0]).toBeGreaterThanOrEqual(dueAt);
    expect(world.starts[0]).toBeLessThan(dueAt + aMoment);
    expect(world.countMessages()).toBe(0);
  });

  it('however often it is hinted at: each early hint is replaced by one at most', async () => {
    const world = await createPlanned();
    for (let count = 0; count < 20; count += 1) world.fireAt(dueAt - 120_000 + count * 5_000);
    await world.run(dueAt + hour);
    expect(world.starts).toHaveLength(1);
    // 20 of the scheduler and one of the sweeper, and for each early one another.
    expect(world.countSent()).toBeLessThanOrEqual(2 * 20 + 1);
    expect(world.countMessages()).toBe(0);
  });

  it('also when it has landed long ahead and only waits to go live', async () => {
    const landed = { state: 'processing', checkpoint: { container: 1 } } as const;
    const world = await createPlanned(3, landed);
    await world.run(dueAt + hour);
    expect(world.starts).toHaveLength(1);
    expect(world.starts[0]).toBeLessThan(dueAt + aMoment);
    // Those of the beginning are dropped; the one that counts is the sweeper's.
    expect(world.countSent()).toBe(4);
  });
});

describe('a hint for a time that is not the post’s any more', () => {
  it('later: the old one starts nothing, and the new time is kept to the second', async () => {
    const world = await createPlanned();
    world.fireAt(dueAt - 90_000);
    await world.run(dueAt - 80_000);
    const later = dueAt + 2 * hour;
    await retime(world, later);
    await world.run(later - minute);
    expect(world.starts).toEqual([]);
    await world.run(later + hour);
    expect(world.starts).toHaveLength(1);
    expect(Number(world.starts[0]) - later).toBeLessThan(aMoment);
    expect(world.countMessages()).toBe(0);
  });

  it('at once: the old one finds nothing to do', async () => {
    const world = await createPlanned();
    await world.run(dueAt - 70_000);
    await retime(world, world.clock.now());
    await world.queue.send('youtube', world.post);
    world.fireAt(dueAt - 60_000);
    await world.run(dueAt + hour);
    expect(world.starts).toHaveLength(1);
    expect(Number(world.starts[0])).toBeLessThan(dueAt - 69_000);
    expect(world.countMessages()).toBe(0);
  });

  it.each(['pending', 'cancelled'] as const)('none (%s): it is dropped', async (state) => {
    const world = await createPlanned();
    world.fireAt(dueAt - 90_000);
    await world.run(dueAt - 80_000);
    await world.posts.transition(world.post, ['scheduled'], { state, dueAt: null, schedule: null }, world.clock.now());
    await world.run(dueAt + hour);
    expect(world.starts).toEqual([]);
    expect(world.countMessages()).toBe(0);
    expect((await world.read()).fence).toBe(1);
  });

  it('a post that was deleted with its video: it is dropped, whenever that was', async () => {
    for (const deletedAt of [begin, dueAt - 80_000, dueAt - 1]) {
      const world = await createPlanned();
      world.fireAt(dueAt - 90_000);
      await world.run(deletedAt);
      await world.posts.remove(world.post, world.clock.now());
      await world.run(dueAt + hour);
      expect(world.starts).toEqual([]);
      expect(world.countMessages()).toBe(0);
    }
  });
});

async function retime({ posts, post, clock }: Awaited<ReturnType<typeof createPlanned>>, at: number): Promise<void> {
  const change = { state: 'scheduled', notBefore: at, dueAt: at } as const;
  await posts.transition(post, ['scheduled'], change, clock.now());
}
