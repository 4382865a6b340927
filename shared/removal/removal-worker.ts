import type { RemovalPhase } from '../domain/removal/removal.ts';
import { endGrants } from './end-grants.ts';
import type { Phase, Stand } from './phase.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { removeObjects } from './remove-objects.ts';
import { removeRows } from './remove-rows.ts';
import { stopPosts } from './stop-posts.ts';
import { stopTransfers } from './stop-transfers.ts';

/** Longer than the function may run, so that it needs no heartbeat: who holds it at its end is dead. */
export const removalLeaseMs = 160_000;

/** Counts what there is, before anything goes: counted on the way, things would be missed by whoever goes on after a crash. */
const look: Phase = async ({ rows }, { userId }, { counts }) => {
  Object.assign(counts, await rows.count(userId));
  return 'done';
};

const phases: Readonly<Record<RemovalPhase, { readonly run: Phase; readonly next: RemovalPhase | null }>> = {
  look: { run: look, next: 'posts' },
  posts: { run: stopPosts, next: 'transfers' },
  transfers: { run: stopTransfers, next: 'connections' },
  connections: { run: endGrants, next: 'objects' },
  objects: { run: removeObjects, next: 'rows' },
  rows: { run: removeRows, next: null },
};

/**
 * Works on one removal for one turn: claims it, goes on where the last one stopped, and leaves the rest to the next one, whom
 * the sweeper sends. It stops where it must wait, and when its time is over. Whoever dies leaves a removal that is claimed again after its lease,
 * in the phase that it was in.
 * @param endsAt when this process will be stopped, epoch ms
 */
export async function workOnRemoval(deps: RemovalDeps, receiptId: string, endsAt: number): Promise<void> {
  const { removals, clock, log } = deps;
  const removal = await removals.claim(receiptId, clock.now(), removalLeaseMs);
  if (!removal) return;
  const stand: Stand = { counts: { ...removal.counts }, restsUntil: removal.restsUntil };
  const { counts } = stand;
  let phase = removal.phase;
  for (;;) {
    const outcome = await phases[phase].run(deps, removal, stand, endsAt);
    const { next } = phases[phase];
    if (outcome !== 'done') {
      // Files may have come until the rows are gone for good.
      const left = { phase: phase === 'rows' ? ('objects' as const) : phase, ...stand, lookAt: outcome.lookAt };
      await removals.progress(removal, left);
      return;
    }
    log.info('phase of a removal done', { receiptId, phase, counts });
    if (next === null) {
      const isMine = await removals.finish({ ...removal, counts }, clock.now());
      return log.info('account removed', { receiptId, counts, isMine });
    }
    phase = next;
    if (clock.now() > endsAt) {
      await removals.progress(removal, { phase, ...stand, lookAt: clock.now() });
      return;
    }
    if (!(await removals.keep(removal, { phase, ...stand }))) return;
  }
}
