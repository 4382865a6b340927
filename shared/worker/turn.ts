import type { Clock } from '../domain/clock.ts';

/** The longest time that one worker works on one post or transfer without handing over. */
const turnMs = 120_000;
/** What a process needs after its last step to store the outcome. */
const marginMs = 10_000;
/** A step begun after this part of the turn would probably be cut. */
const startShare = 0.875;

/** The time of one invocation. */
export interface Turn {
  /** Aborts when the step that is running must end, or when the lease is lost. */
  readonly signal: AbortSignal;
  /** No step is begun after this time, epoch ms. */
  readonly startUntil: number;
  end(): void;
}

/**
 * @param lost aborts when somebody else has what is worked on
 * @param endsAt when the process will be stopped, epoch ms
 */
export function createTurn(clock: Clock, lost: AbortSignal, endsAt: number): Turn {
  const cut = new AbortController();
  const lengthMs = Math.max(0, Math.min(turnMs, endsAt - marginMs - clock.now()));
  const cancel = clock.after(lengthMs, () => cut.abort(new Error('The time of this turn is up.')));
  return {
    signal: AbortSignal.any([lost, cut.signal]),
    startUntil: clock.now() + lengthMs * startShare,
    end: cancel,
  };
}
