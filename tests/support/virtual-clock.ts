import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/domain/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that stands still until it is moved; between two instants everything that can happen happens. */
export interface VirtualClock extends Clock {
  sleep(ms: number): Promise<void>;
  /** Lets time pass, timer by timer, until `isDone` or until nothing is left to happen before `end`. */
  runUntil(end: number, isDone?: () => boolean): Promise<void>;
  /** Lets time pass until a promise is settled. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

export function createVirtualClock(start = 1_700_000_000_000): VirtualClock {
  let now = start;
  let order = 0;
  let timers: Timer[] = [];

  const after = (ms: number, callback: () => void) => {
    const timer = { at: now + Math.max(0, ms), order: order++, callback };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };

  function takeNext(end: number): Timer | undefined {
    const due = timers.filter(({ at }) => at <= end);
    const next = due.reduce<Timer | undefined>(
      (best, timer) =>
        !best || timer.at < best.at || (timer.at === best.at && timer.order < best.order) ? timer : best,
      undefined,
    );
    timers = timers.filter((timer) => timer !== next);
    return next;
  }

  async function runUntil(end: number, isDone: () => boolean = () => false): Promise<void> {
    await nextTurn();
    while (!isDone()) {
      const next = takeNext(end);
      if (!next) {
        now = Math.max(now, Math.min(end, Number.MAX_SAFE_INTEGER));
        return;
      }
      now = Math.max(now, next.at);
      next.callback();
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
