import type { PhaseRunner } from '../turn-context.ts';
import { endPlan } from './end-plan.ts';
import { openWalk, type Walk } from './open-walk.ts';
import { planFolders } from './plan-folders.ts';
import { planLinks } from './plan-links.ts';
import { planRoots } from './plan-roots.ts';

/**
 * Makes the plan of a transfer: what was chosen, then everything in its folders breadth first, then its shortcuts and what
 * they lead to. Where it stands is stored alone, so memory does not grow with the tree and any worker may go on.
 */
export const runPlan: PhaseRunner = async (turn) => {
  if (turn.transfer.plan.isComplete) {
    await turn.save({ phase: 'copy' });
    return 'finished';
  }
  const walk = openWalk(turn);
  while (turn.clock.now() < turn.startUntil) {
    turn.signal.throwIfAborted();
    if (await takeStep(walk)) continue;
    await endPlan(walk);
    return 'finished';
  }
  return 'continue';
};

/** @returns whether there was anything left to look at */
async function takeStep(walk: Walk): Promise<boolean> {
  return (await planRoots(walk)) || (await planFolders(walk)) || (await planLinks(walk));
}
