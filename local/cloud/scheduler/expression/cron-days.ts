import { type FieldRange, parseNumberSet } from './number-set.ts';

/** A calendar day; weekday 1 is Sunday, as cron counts. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
  weekday: number;
  lastDay: number;
}

/** Tells whether a day fits one of the two day fields. */
export type DayRule = (day: CalendarDay) => boolean;

const monthDays: FieldRange = { min: 1, max: 31 };
const weekdays: FieldRange = { min: 1, max: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };

/** How many days a month has. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Weekday of a date, Sunday being 1. */
export function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

/** The weekday (Monday to Friday) nearest to a day without leaving its month. */
function nearestWorkday(wanted: number, { year, month, lastDay }: CalendarDay): number {
  const day = Math.min(wanted, lastDay);
  const weekday = weekdayOf(year, month, day);
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < lastDay ? day + 1 : day - 2;
  return day;
}

/** Day of month: numbers, `L` (the last day), `15W` (the workday nearest to the 15th); undefined when it is none. */
export function parseMonthDay(text: string): DayRule | undefined {
  if (text === 'L') return ({ day, lastDay }) => day === lastDay;
  const [, wanted] = /^(\d{1,2})W$/.exec(text) ?? [];
  if (wanted !== undefined) {
    const near = Number(wanted);
    return near >= 1 && near <= 31 ? (date) => date.day === nearestWorkday(near, date) : undefined;
  }
  const days = parseNumberSet(text, monthDays);
  return days && (({ day }) => days.includes(day));
}

/** Day of week: numbers and names, `6L` (the last Friday), `3#2` (the second Tuesday), `L` (Saturday). */
export function parseWeekday(text: string): DayRule | undefined {
  if (text === 'L') return ({ weekday }) => weekday === weekdays.max;
  const [, base = '', rest = ''] = /^(\w+?)(L|#[1-5])$/.exec(text) ?? [];
  const [only] = parseNumberSet(base, weekdays) ?? [];
  if (rest === 'L' && only !== undefined) {
    return ({ day, weekday, lastDay }) => weekday === only && day + 7 > lastDay;
  }
  if (rest.startsWith('#') && only !== undefined) {
    return ({ day, weekday }) => weekday === only && Math.ceil(day / 7) === Number(rest.slice(1));
  }
  const wanted = parseNumberSet(text, weekdays);
  return wanted && (({ weekday }) => wanted.includes(weekday));
}
