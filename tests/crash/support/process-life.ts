import type { Clock } from '../../../shared/domain/clock.ts';

/** Whether a process lives, stands still or is dead. */
export interface ProcessLife {
  /** Its timers come late while it stands still and never once it is dead. */
  readonly clock: Clock;
  readonly died: Promise<void>;
  /** Aborts when it dies: a dead process has no connections. */
  readonly death: AbortSignal;
  kill(): void;
  /** It stands still for so long, as a paused machine does, and knows nothing of it. */
  freeze(ms: number): void;
  /** Hands an outcome over when the process is there to take it: later if it stands still, never if it is dead. */
  pass<T>(value: T | Promise<T>): Promise<T>;
}

export const reset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

export function startLife(clock: Clock): ProcessLife {
  const death = new AbortController();
  const died = Promise.withResolvers<void>();
  let frozenUntil = 0;

  async function pass<T>(value: T | Promise<T>): Promise<T> {
    const [outcome] = await Promise.allSettled([value]);
    while (frozenUntil > clock.now()) {
      await new Promise<void>((wake) => void clock.after(frozenUntil - clock.now(), wake));
    }
    if (death.signal.aborted) return new Promise(() => {});
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  return {
    pass,
    died: died.promise,
    death: death.signal,
    kill: () => {
      death.abort(reset());
      died.resolve();
    },
    freeze: (ms) => {
      frozenUntil = clock.now() + ms;
    },
    clock: {
      now: clock.now,
      after: (ms, callback) => {
        let isCancelled = false;
        const cancel = clock.after(ms, () => void pass(undefined).then(() => isCancelled || callback()));
        return () => {
          isCancelled = true;
          cancel();
        };
      },
    },
  };
}
