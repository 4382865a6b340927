/** A time on the clock of some zone; month and day count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const present = formats.get(zone);
  if (present) return present;
  const numeric = 'numeric';
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  formats.set(zone, format);
  return format;
}

/** True for a time zone that the platform knows, for example `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant (epoch milliseconds). */
export function wallTimeAt(instant: number, zone: string): WallTime {
  const parts = formatFor(zone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** The wall time as if it were UTC: for comparing wall times and for arithmetic with them. */
export function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function offsetAt(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  return asUtc(wallTimeAt(whole, zone)) - whole;
}

/**
 * The instant at which the clocks of a zone show a wall time: the first of two when clocks are set back, undefined when
 * clocks are set forward over it.
 */
export function instantOf(wall: WallTime, zone: string): number | undefined {
  const utc = asUtc(wall);
  // Zones change their offset at most once within two days, so it is one of these.
  const offsets = [offsetAt(utc - dayMs, zone), offsetAt(utc + dayMs, zone)];
  const instants = offsets.map((offset) => utc - offset).filter((instant) => offsetAt(instant, zone) === utc - instant);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/** Like `instantOf`, but a time that clocks skip counts as much later as they are set forward. */
export function instantOfOrAfter(wall: WallTime, zone: string): number {
  const utc = asUtc(wall);
  return instantOf(wall, zone) ?? utc - offsetAt(utc - dayMs, zone);
}
