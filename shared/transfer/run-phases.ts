import type { TransferStore } from '../domain/transfers/transfer-store.ts';
import { runClean } from './clean/run-clean.ts';
import type { LaneDeps } from './open-lanes.ts';
import type { EngineTurn } from './open-turn.ts';
import { runPlan } from './plan/run-plan.ts';
import { runCopy } from './run-copy.ts';
import { runRemoval } from './run-removal.ts';
import { runRetry } from './run-retry.ts';

export interface PhaseDeps extends LaneDeps {
  readonly transfers: Pick<TransferStore, 'removeItems' | 'remove'>;
}

/**
 * One phase after the other, as long as the turn lasts and the transfer is active.
 * @returns `gone` when its rows were removed
 */
export async function runPhases(turn: EngineTurn, deps: PhaseDeps): Promise<'continue' | 'gone'> {
  while (turn.transfer.state === 'active' && turn.clock.now() < turn.startUntil) {
    const outcome = await runPhase(turn, deps);
    if (outcome !== 'finished') return outcome;
  }
  return 'continue';
}

function runPhase(turn: EngineTurn, deps: PhaseDeps): Promise<'finished' | 'continue' | 'gone'> {
  switch (turn.transfer.phase) {
    case 'plan':
      return runPlan(turn);
    case 'copy':
      return runCopy(turn, deps);
    case 'clean':
      return runClean(turn);
    case 'retry':
      return runRetry(turn);
    case 'remove':
      return runRemoval(turn, deps.transfers);
  }
}
