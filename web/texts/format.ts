const language = 'en';
const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const thisYear = new Intl.DateTimeFormat(language, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** An instant as the reader's clock shows it, with the year where it is another one. */
export function formatDateTime(instant: string | number): string {
  const moment = new Date(instant);
  return (moment.getFullYear() === new Date().getFullYear() ? thisYear : dateTime).format(moment);
}

export function formatDate(instant: string | number): string {
  return date.format(new Date(instant));
}

const spans = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How far away an instant is: "2 hours ago", "in 3 days". */
export function formatRelative(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const span = spans.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return span ? relative.format(Math.round(seconds / span.seconds), span.unit) : relative.format(0, 'minute');
}

/** Bytes as people say them, in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value);
}

/** Things in a row: "A, B, and C". */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(language).format(names);
}

/** A length of time: 0:42, 12:05, 1:02:03. */
export function formatClock(totalSeconds: number): string {
  const whole = Math.round(totalSeconds);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
