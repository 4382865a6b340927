/** Days and times that have their zone already: clocks and calendars on the wall, not instants. */
const language = 'en';
const make = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
const month = make({ month: 'long', year: 'numeric' });
const longDay = make({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const shortDay = make({ weekday: 'short', month: 'short', day: 'numeric' });
const range = make({ month: 'short', day: 'numeric', year: 'numeric' });
const weekday = make({ weekday: 'short' });
const longWeekday = make({ weekday: 'long' });
const time = make({ hour: 'numeric', minute: '2-digit' });
const hour = make({ hour: 'numeric' });
const dayAndTime = make({ weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });

const atMidnight = (day: string) => new Date(`${day}T00:00:00Z`);

/** November 2026 */
export const formatMonth = (day: string) => month.format(atMidnight(day));
/** Sunday, November 22, 2026 */
export const formatLongDay = (day: string) => longDay.format(atMidnight(day));
/** Sun, Nov 22 */
export const formatShortDay = (day: string) => shortDay.format(atMidnight(day));
/** Sun */
export const formatWeekday = (day: string) => weekday.format(atMidnight(day));
/** Sunday */
export const formatLongWeekday = (day: string) => longWeekday.format(atMidnight(day));
/** Nov 16 – 22, 2026 */
export const formatDayRange = (first: string, last: string) => range.formatRange(atMidnight(first), atMidnight(last));

/** @param local `YYYY-MM-DDTHH:MM`, shown as 2:05 PM */
export const formatWallTime = (local: string) => time.format(new Date(`${local}Z`));
/** @param local `YYYY-MM-DDTHH:MM`, shown as Sun, Nov 22, 2:05 PM */
export const formatWallDateTime = (local: string) => dayAndTime.format(new Date(`${local}Z`));
/** 2 PM */
export const formatHour = (hours: number) => hour.format(new Date(Date.UTC(2000, 0, 1, hours)));

/** How far a zone is from Greenwich at an instant: GMT+1. */
export function formatOffset(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    instant,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
