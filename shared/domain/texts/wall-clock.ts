/** What clocks show in a zone: `YYYY-MM-DD` and `HH:MM`. */
export interface WallClock {
  readonly date: string;
  readonly time: string;
}

/** A formatter takes some 50 µs to make and 10 to use; a Lambda sees few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const maxFormatters = 50;

/** All texts of a video ask for the same instant. */
let latest: { readonly at: number; readonly timeZone: string; readonly shown: WallClock } | undefined;

/**
 * Date and time at an instant (epoch ms) in an IANA zone, fast enough for every text of a page of videos.
 * @throws RangeError for a zone that does not exist
 */
export function wallClockAt(at: number, timeZone: string): WallClock {
  if (latest?.at !== at || latest.timeZone !== timeZone) latest = { at, timeZone, shown: show(at, timeZone) };
  return latest.shown;
}

function show(at: number, timeZone: string): WallClock {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  if (formatters.size >= maxFormatters) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}
