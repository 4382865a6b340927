import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';

// The functions of the library one by one: 8 KiB (gzip) of it in a bundle instead of 20.

/** A time on the wall in a zone, and the instant that it stands for. */
export interface ZonedTime {
  /** Epoch milliseconds. */
  readonly at: number;
  /** `YYYY-MM-DDTHH:MM:SS` without a zone. */
  readonly local: string;
  /** IANA name. */
  readonly timeZone: string;
}

const localPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;

/**
 * The instants at which clocks in the zone show this time: one; two when they are set back over it; and for a time that
 * they jump over none, but then the instants that the two offsets around the jump make of it.
 * @param local `YYYY-MM-DDTHH:MM[:SS[.sss]]`
 * @returns undefined when `local` is no such time, for example on 30 February
 */
export function findInstants(
  local: string,
  timeZone: string,
): { kind: 'exact' | 'ambiguous' | 'nonexistent'; earlier: ZonedTime; later: ZonedTime } | undefined {
  const [, ...parts] = localPattern.exec(local) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const milliseconds = Number((parts[6] ?? '').padEnd(3, '0'));
  try {
    const wanted = PlainDateTime.create(year, month, day, hour, minute, second, milliseconds);
    const pick = (disambiguation: 'earlier' | 'later') =>
      describe(PlainDateTime.toZonedDateTime(wanted, timeZone, { disambiguation }), timeZone);
    const [earlier, later] = [pick('earlier'), pick('later')];
    if (earlier.at === later.at) return { kind: 'exact', earlier, later };
    const exists = earlier.local === later.local;
    return { kind: exists ? 'ambiguous' : 'nonexistent', earlier, later };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Reads an instant.
 * @param text `YYYY-MM-DDTHH:MM[:SS[.sss]]` with `Z` or an offset such as `+02:00`
 * @returns epoch milliseconds; undefined when it is no such text
 */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return undefined;
  try {
    return Instant.fromString(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What clocks in the zone show at an instant (epoch ms). */
export function toZonedTime(at: number, timeZone: string): ZonedTime {
  return describe(zoned(at, timeZone), timeZone);
}

/** An instant with the offset that the zone has then, such as `2027-03-14T01:30:00-05:00`. */
export function toOffsetString({ at, timeZone }: ZonedTime): string {
  return ZonedDateTime.toString(zoned(at, timeZone), { timeZoneName: 'never' });
}

/**
 * The same time of day so many calendar days later. On a day that has no such time it is later by what clocks are set
 * forward; where it comes twice, the first one. (The rule of RFC 5545 for repeated events.)
 * @see https://datatracker.ietf.org/doc/html/rfc5545#section-3.3.5
 */
export function addDays({ at, timeZone }: ZonedTime, days: number): ZonedTime {
  return describe(ZonedDateTime.addDays(zoned(at, timeZone), days), timeZone);
}

function zoned(at: number, timeZone: string): ZonedDateTime.Record {
  return Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(at), timeZone);
}

function describe(record: ZonedDateTime.Record, timeZone: string): ZonedTime {
  const local = PlainDateTime.toString(ZonedDateTime.toPlainDateTime(record), { smallestUnit: 'second' });
  return { at: record.epochMilliseconds, local, timeZone };
}
