/** What Intl knows of time zones: a second opinion for the tests. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  });
  formats.set(timeZone, made);
  return made;
}

/** What clocks show: `YYYY-MM-DDTHH:MM:SS`. */
export function wallTime(at: number, timeZone: string): string {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** How far the zone's clocks are before UTC at an instant, in milliseconds. */
export function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${wallTime(at, timeZone)}Z`) - Math.floor(at / 1000) * 1000;
}

export interface Transition {
  readonly timeZone: string;
  /** The first instant with the new offset, epoch ms. */
  readonly at: number;
  /** > 0 clocks are set forward: a gap; < 0 back: an overlap. */
  readonly shiftMs: number;
}

/** Every change of offset between two instants, found by halving. */
export function listTransitions(timeZone: string, from: number, to: number): Transition[] {
  const week = 7 * 24 * 3600_000;
  const found: Transition[] = [];
  for (let start = from; start < to; start += week) {
    const before = offsetAt(start, timeZone);
    if (offsetAt(start + week, timeZone) === before) continue;
    let [low, high] = [start, start + week];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(middle, timeZone) === before) low = middle;
      else high = middle;
    }
    found.push({ timeZone, at: high, shiftMs: offsetAt(high, timeZone) - before });
  }
  return found;
}
