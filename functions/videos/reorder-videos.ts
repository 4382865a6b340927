import { HopperError } from '../../shared/domain/hopper-error.ts';
import { type Move, planMoves } from '../../shared/domain/videos/plan-moves.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** Somebody else is sorting at the same time; each round sees what they have done. */
const maxRounds = 5;

/** Writes under way at a time: as many as the SDK has connections. */
const writesAtOnce = 50;

/** Brings videos into the given order with one write for each that really moves. */
export const reorderVideos: VideosEndpoint<'reorderVideos'> = async ({ body }, { caller }, deps) => {
  const ids = body.video_ids;
  assertNoDoubles(ids);
  for (let round = 1; round <= maxRounds; round += 1) {
    const moves = await plan(deps, caller.userId, ids);
    if (moves && (await carryOut(deps, caller.userId, moves))) return { ok: true, count: ids.length };
  }
  throw new HopperError('conflict', 'The order is being changed by others all the time. Try again shortly.');
};

function assertNoDoubles(ids: readonly string[]): void {
  const seen = new Set<string>();
  const details = ids.flatMap((id, index) => {
    if (seen.has(id)) return [{ path: `video_ids.${index}`, message: 'This video is named twice.' }];
    seen.add(id);
    return [];
  });
  if (details.length > 0) throw new HopperError('invalid_input', 'A video is named twice.', { details });
}

/** @throws HopperError not_found with the videos that are not the caller's */
async function plan(deps: Deps, ownerId: string, ids: readonly string[]): Promise<Move[] | undefined> {
  const places = await deps.order.findPlaces(ownerId, ids);
  const known = new Set(places.map(({ videoId }) => videoId));
  const details = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `video_ids.${index}`, message: `There is no video ${id}.` }],
  );
  if (details.length > 0) {
    const missing = ids.filter((id) => !known.has(id));
    throw new HopperError('not_found', `There is no video ${missing.slice(0, 3).join(', ')}.`, { details });
  }
  const positions = places.map(({ position }) => position).sort(compareText);
  const [first = '', last = first] = [positions[0], positions.at(-1)];
  return planMoves(await deps.order.readStretch(ownerId, first, last), ids);
}

/** By UTF-16 units, as the database compares: not as a reader would sort. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** False when a video was moved by somebody else meanwhile. */
async function carryOut(deps: Deps, ownerId: string, moves: readonly Move[]): Promise<boolean> {
  for (let start = 0; start < moves.length; start += writesAtOnce) {
    const some = moves.slice(start, start + writesAtOnce);
    const done = await Promise.all(some.map(({ place, position }) => deps.order.move(ownerId, place, position)));
    if (done.includes(false)) return false;
  }
  return true;
}
