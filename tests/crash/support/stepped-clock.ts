import type { Clock } from '../../../shared/domain/clock.ts';

/** Time that moves only when told, one event after the other. */
export interface SteppedClock extends Clock {
  /** When the next timer is due, epoch ms; Infinity without one. */
  nextAt(): number;
  /** Goes to this time and calls every timer that is due by then. */
  goTo(time: number): void;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export function createSteppedClock(start = 1_800_000_000_000): SteppedClock {
  let now = start;
  const timers = new Set<Timer>();
  return {
    now: () => now,
    after: (ms, callback) => {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nextAt: () => Math.min(...[...timers].map(({ at }) => at)),
    goTo: (time) => {
      now = Math.max(now, time);
      const due = [...timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      for (const timer of due) {
        // One timer may cancel another.
        if (timers.delete(timer)) timer.callback();
      }
    },
  };
}
