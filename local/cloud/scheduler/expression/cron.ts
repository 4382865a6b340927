import { type CalendarDay, type DayRule, lastDayOf, parseMonthDay, parseWeekday, weekdayOf } from './cron-days.ts';
import { type FieldRange, parseNumberSet } from './number-set.ts';
import { asUtc, instantOf, type WallTime, wallTimeAt } from './zone-time.ts';

/** A parsed cron expression. */
export interface Cron {
  minutes: number[];
  hours: number[];
  fitsDay: DayRule;
  months: number[];
  years: number[];
}

const minutes: FieldRange = { min: 0, max: 59 };
const hours: FieldRange = { min: 0, max: 23 };
const months: FieldRange = {
  min: 1,
  max: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const years: FieldRange = { min: 1970, max: 2199 };

/** Exactly one of the two day fields is `?`: they cannot both have a say. */
function parseDays(monthDay: string, weekday: string): DayRule | undefined {
  if ((monthDay === '?') === (weekday === '?')) return undefined;
  return weekday === '?' ? parseMonthDay(monthDay) : parseWeekday(weekday);
}

/**
 * Reads the six fields: minutes, hours, day of month, month, day of week, year. Undefined when they are not valid.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function parseCron(text: string): Cron | undefined {
  const [minute = '', hour = '', monthDay = '', month = '', weekday = '', year = '', ...rest] = text
    .trim()
    .split(/\s+/);
  const parsed = {
    minutes: parseNumberSet(minute, minutes),
    hours: parseNumberSet(hour, hours),
    fitsDay: parseDays(monthDay, weekday),
    months: parseNumberSet(month, months),
    years: parseNumberSet(year, years),
  };
  const { minutes: m, hours: h, fitsDay, months: mo, years: y } = parsed;
  if (!m || !h || !fitsDay || !mo || !y || rest.length > 0) return undefined;
  return { minutes: m, hours: h, fitsDay, months: mo, years: y };
}

function* daysFrom(cron: Cron, from: WallTime): Generator<CalendarDay> {
  for (const year of cron.years.filter((one) => one >= from.year)) {
    for (const month of cron.months) {
      const lastDay = lastDayOf(year, month);
      for (let day = 1; day <= lastDay; day += 1) {
        if (Date.UTC(year, month - 1, day) < Date.UTC(from.year, from.month - 1, from.day)) continue;
        const date = { year, month, day, weekday: weekdayOf(year, month, day), lastDay };
        if (cron.fitsDay(date)) yield date;
      }
    }
  }
}

/** Clocks are never set by more than this; wall times earlier than that before the present one cannot lie ahead. */
const largestClockChangeMs = 3 * 3_600_000;

/**
 * The next time after an instant (epoch milliseconds) at which a cron expression fires in a zone, if there is one.
 * A time that clocks skip in spring does not fire; one that they show twice in autumn fires once, as AWS documents.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export function nextCron(cron: Cron, zone: string, after: number): number | undefined {
  const from = wallTimeAt(after, zone);
  const earliest = asUtc(from) - largestClockChangeMs;
  for (const { year, month, day } of daysFrom(cron, from)) {
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const wall = { year, month, day, hour, minute, second: 0 };
        if (asUtc(wall) < earliest) continue;
        const instant = instantOf(wall, zone);
        if (instant !== undefined && instant > after) return instant;
      }
    }
  }
  return undefined;
}
