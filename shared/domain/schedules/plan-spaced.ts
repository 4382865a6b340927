import { addDays, toZonedTime, type ZonedTime } from './local-time.ts';

/** The distance between two videos of a plan. */
export interface Interval {
  /** ≥ 1 */
  readonly value: number;
  readonly unit: 'minutes' | 'hours' | 'days';
}

const unitMs = { minutes: 60_000, hours: 3600_000 } as const;

/**
 * Times for so many videos, one after the other. Minutes and hours are exact; days are calendar days in the zone, so
 * that a plan keeps its time of day when clocks are set.
 * @param options.start epoch milliseconds
 * @param options.firstNow whether the first one goes at the start itself, or one interval later
 */
export function planSpaced(
  count: number,
  options: {
    readonly start: number;
    readonly interval: Interval;
    readonly timeZone: string;
    readonly firstNow: boolean;
  },
): ZonedTime[] {
  const start = toZonedTime(options.start, options.timeZone);
  return Array.from({ length: count }, (_, index) =>
    later(start, options.interval, index + (options.firstNow ? 0 : 1)),
  );
}

function later(start: ZonedTime, { value, unit }: Interval, times: number): ZonedTime {
  if (times === 0) return start;
  if (unit === 'days') return addDays(start, value * times);
  return toZonedTime(start.at + value * times * unitMs[unit], start.timeZone);
}
