import type { Clock } from '../../shared/domain/clock.ts';
import { createTimerHeap } from './timer-heap.ts';

/** Time that stands still until it is moved; between two instants everything that can happen happens. */
export interface VirtualClock extends Clock {
  sleep(ms: number): Promise<void>;
  /** Lets time pass, timer by timer, until `isDone` or until nothing is left to happen before `end`. */
  runUntil(end: number, isDone?: () => boolean): Promise<void>;
  /** Lets time pass until a promise is settled. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

/** Microtasks, ticks and streams run before this resolves. */
const nextTurn = () => new Promise((resolve) => void setImmediate(resolve));

export function createVirtualClock(start = 1_700_000_000_000): VirtualClock {
  let now = start;
  const timers = createTimerHeap();

  const after = (ms: number, callback: () => void) => {
    const timer = timers.add(now + Math.max(0, ms), callback);
    return () => {
      timer.callback = undefined;
    };
  };

  async function runUntil(end: number, isDone: () => boolean = () => false): Promise<void> {
    await nextTurn();
    while (!isDone()) {
      const next = timers.takeNext(end);
      if (!next) {
        now = Math.max(now, Math.min(end, Number.MAX_SAFE_INTEGER));
        return;
      }
      now = Math.max(now, next.at);
      next.callback?.();
      await nextTurn();
    }
  }

  return {
    now: () => now,
    after,
    sleep: (ms) =>
      new Promise((resolve) => {
        after(ms, resolve);
      }),
    runUntil,
    async settle(promise) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      promise.then(mark, mark);
      await runUntil(now + 365 * 24 * 3600_000, () => settled);
      if (!settled) throw new Error('Nothing is left to happen, and the promise is still open.');
      return promise;
    },
  };
}
