import type { Clock } from '../../domain/clock.ts';

/** Waits until so many more bytes may be sent. @throws the reason of the signal */
export type Pacer = (bytes: number) => Promise<void>;

/** Timers are not exact to the millisecond: what one wakes too late is made up for within this time. */
const slackMs = 250;

/**
 * Keeps everything that goes through it together below a limit: each piece takes its time on one line, in the order in which
 * they ask.
 * @param bytesPerSecond null = no limit
 */
export function createPacer(bytesPerSecond: number | null, clock: Clock, signal: AbortSignal): Pacer {
  if (bytesPerSecond === null) return async () => undefined;
  let freeAt = Number.NEGATIVE_INFINITY;
  return (bytes) => {
    const now = clock.now();
    const turn = Math.max(freeAt, now - slackMs);
    freeAt = turn + (bytes / bytesPerSecond) * 1000;
    return turn <= now ? Promise.resolve() : wait(turn - now, clock, signal);
  };
}

function wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
