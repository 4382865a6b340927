/** A day without a zone, `YYYY-MM-DD`. Days compare and sort as text. */
export type Day = string;

const dayMilliseconds = 86_400_000;

function toUtc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function fromUtc(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Whether a text from the address is a day that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(toUtc(text)) && fromUtc(toUtc(text)) === text;
}

export function addDays(day: Day, count: number): Day {
  return fromUtc(toUtc(day) + count * dayMilliseconds);
}

/** The same day so many months later; the last one of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month - 1 + count, Math.min(date, lastDate)));
}

/** @param firstWeekday 1 = Monday to 7 = Sunday */
export function startOfWeek(day: Day, firstWeekday: number): Day {
  const weekday = new Date(toUtc(day)).getUTCDay();
  return addDays(day, -((weekday - firstWeekday + 7) % 7));
}

export function daysOfWeek(day: Day, firstWeekday: number): Day[] {
  return span(startOfWeek(day, firstWeekday), 7);
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** The weeks that a month touches, whole ones. */
export function weeksOfMonth(day: Day, firstWeekday: number): Day[][] {
  const weeks: Day[][] = [];
  const month = monthOf(day);
  for (
    let week = daysOfWeek(`${month}-01`, firstWeekday);
    ;
    week = daysOfWeek(addDays(week[0] ?? day, 7), firstWeekday)
  ) {
    if (!week.some((one) => monthOf(one) === month)) return weeks;
    weeks.push(week);
  }
}

export function daysOfMonth(day: Day): Day[] {
  const first = `${monthOf(day)}-01`;
  return span(first, Number(addDays(addMonths(first, 1), -1).slice(8)));
}

function span(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
