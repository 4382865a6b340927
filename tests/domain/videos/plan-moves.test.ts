import { describe, expect, it } from '@jest/globals';
import { longestRising } from '../../../shared/domain/videos/longest-rising.ts';
import { planMoves } from '../../../shared/domain/videos/plan-moves.ts';
import type { Place } from '../../../shared/domain/videos/video-order.ts';
import fc from '../../support/fast-check.ts';

const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
const queueOf = (length: number): Place[] =>
  Array.from({ length }, (_, index) => ({ videoId: idOf(index), position: `z${idOf(index)}` }));
const byPosition = (a: Place, b: Place) => (a.position < b.position ? -1 : 1);

/** Carries a reordering out on the whole queue. */
function reorder(queue: readonly Place[], ids: readonly string[]) {
  const moves = planMoves({ places: queue, before: null, after: null }, ids) ?? [];
  const moved = new Map(moves.map(({ place, position }) => [place.videoId, position]));
  const after = queue
    .map(({ videoId, position }) => ({ videoId, position: moved.get(videoId) ?? position }))
    .toSorted(byPosition);
  return { moves, after };
}

/** What the order must be: the named ones share their places, the others keep theirs. */
function wantedOrder(queue: readonly Place[], ids: readonly string[]): string[] {
  let next = 0;
  return queue.map(({ videoId }) => (ids.includes(videoId) ? (ids[next++] ?? '') : videoId));
}

const idsOf = (places: readonly Place[]) => places.map(({ videoId }) => videoId);
const someOf = (length: number) => fc.shuffledSubarray(idsOf(queueOf(length)), { minLength: 1 });

describe('planMoves', () => {
  it('really brings any named videos into any order, with no more writes than videos that changed their place', () => {
    const queues = fc.integer({ min: 1, max: 40 }).chain((length) => fc.tuple(fc.constant(length), someOf(length)));
    fc.assert(
      fc.property(queues, ([length, ids]) => {
        const queue = queueOf(length);
        const { moves, after } = reorder(queue, ids);
        const wanted = wantedOrder(queue, ids);
        expect(idsOf(after)).toEqual(wanted);
        const displaced = wanted.filter((id, index) => id !== queue[index]?.videoId);
        expect(moves.length).toBeLessThanOrEqual(displaced.length);
      }),
    );
  });

  it('keeps every order of a long series of reorderings', () => {
    const series = fc.array(someOf(12), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(series, (steps) => {
        let queue: readonly Place[] = queueOf(12);
        for (const ids of steps) {
          const wanted = wantedOrder(queue, ids);
          queue = reorder(queue, ids).after;
          expect(idsOf(queue)).toEqual(wanted);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('moves one video with one write, wherever it goes', () => {
    const queue = queueOf(100);
    const ids = idsOf(queue);
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), (from, to) => {
        const wanted = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] ?? '');
        const { moves, after } = reorder(queue, wanted);
        expect(idsOf(after)).toEqual(wanted);
        expect(moves).toHaveLength(from === to ? 0 : 1);
      }),
    );
  });

  it('stays between its neighbours', () => {
    const queue = queueOf(6);
    const [before = null, after = null] = [queue[0]?.position, queue[5]?.position];
    const places = queue.slice(1, 5);
    const moves = planMoves({ places, before, after }, idsOf(places).toReversed()) ?? [];
    expect(moves).toHaveLength(3);
    for (const { position } of moves) {
      expect(position > (before ?? '')).toBe(true);
      expect(position < (after ?? '')).toBe(true);
    }
  });

  it('tells two videos apart that came to the same position', () => {
    const same = queueOf(3).map((place) => ({ ...place, position: 'a0' }));
    const { after } = reorder(same, idsOf(same).toReversed());
    expect(idsOf(after)).toEqual(idsOf(same).toReversed());
    expect(new Set(after.map(({ position }) => position)).size).toBe(3);
  });

  it('gives up when a named video is no longer there', () => {
    expect(planMoves({ places: queueOf(2), before: null, after: null }, [idOf(0), idOf(9)])).toBeUndefined();
  });
});

describe('longestRising', () => {
  it('is rising, and no other rising part is longer', () => {
    const values = fc.array(fc.constantFrom(...'abcdefg'), { maxLength: 10 });
    fc.assert(
      fc.property(values, (list) => {
        const part = longestRising(list).map((index) => list[index] ?? '');
        expect(part.every((value, index) => index === 0 || (part[index - 1] ?? '') < value)).toBe(true);
        expect(part).toHaveLength(lengthByTrying(list));
      }),
    );
  });
});

/** The same by looking at every possibility. */
function lengthByTrying(list: readonly string[], above = ''): number {
  const [first, ...rest] = list;
  if (first === undefined) return 0;
  const without = lengthByTrying(rest, above);
  return first > above ? Math.max(without, 1 + lengthByTrying(rest, first)) : without;
}
