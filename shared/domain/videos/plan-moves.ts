import { generateNKeysBetween } from 'fractional-indexing';
import { longestRising } from './longest-rising.ts';
import type { Place, Stretch } from './video-order.ts';

/** A video that gets a new position. */
export interface Move {
  readonly place: Place;
  readonly position: string;
}

/**
 * The fewest moves that bring the named videos into the given order. They share the places that they have; all others keep
 * their rank. Whoever is in the right order already keeps its position, and the rest is put between.
 * @param stretch everything from the first to the last of the named videos
 * @param videoIds each once
 * @returns undefined when the stretch lacks one of the videos: it was moved or deleted meanwhile
 */
export function planMoves({ places, before, after }: Stretch, videoIds: readonly string[]): Move[] | undefined {
  const known = new Map(places.map((place) => [place.videoId, place]));
  const named = videoIds.flatMap((id) => known.get(id) ?? []);
  if (named.length !== videoIds.length) return undefined;
  const isNamed = new Set(videoIds);
  let next = 0;
  const wanted = places.map((place) => (isNamed.has(place.videoId) ? (named[next++] ?? place) : place));
  const kept = longestRising(wanted.map(({ position }) => position));
  return [...kept, wanted.length].flatMap((end, index) => {
    const start = index === 0 ? 0 : (kept[index - 1] ?? 0) + 1;
    const gap = wanted.slice(start, end);
    const left = wanted[start - 1]?.position ?? before;
    const right = wanted[end]?.position ?? after;
    const positions = generateNKeysBetween(left, right, gap.length);
    return gap.map((place, offset): Move => ({ place, position: positions[offset] ?? place.position }));
  });
}
