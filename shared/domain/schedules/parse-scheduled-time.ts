import { isTimeZone } from '../../contract/time-zone.ts';
import { HopperError } from '../hopper-error.ts';
import { findInstants, parseInstant, toOffsetString, toZonedTime, type ZonedTime } from './local-time.ts';

/** How a user says when. */
export interface WhenInput {
  /** An instant with `Z` or an offset, or a local time `YYYY-MM-DDTHH:MM[:SS]`. */
  readonly time: string;
  /** IANA zone of a local time. */
  readonly timeZone: string;
  /** Which one is meant of a local time that comes twice, or is jumped over. */
  readonly disambiguation?: 'earlier' | 'later' | undefined;
}

/** What the user calls the fields, for messages. */
export interface FieldNames {
  readonly time: string;
  readonly zone: string;
}

const usual: FieldNames = { time: 'scheduled_time', zone: 'time_zone' };

/**
 * The instant that a user means, never guessed.
 * @param now epoch milliseconds
 * @throws HopperError invalid_input with the field for what is no time, no zone, past, or more than 12 months ahead;
 * ambiguous_time or nonexistent_time with the two instants to choose from (earlier, later) as details
 */
export function parseScheduledTime(input: WhenInput, now: number, names: FieldNames = usual): ZonedTime {
  if (!isTimeZone(input.timeZone)) throw refuse(names.zone, 'Not a time zone of the IANA database.');
  const when = readTime(input, names);
  if (when.at <= now) throw refuse(names.time, 'This time has passed.');
  assertNotTooFar(when.at, now, names.time);
  return when;
}

/** @throws HopperError invalid_input for an instant (epoch ms) that is more than 12 months ahead */
export function assertNotTooFar(at: number, now: number, field: string): void {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 1);
  if (at > limit.getTime()) throw refuse(field, 'At most 12 months ahead.');
}

function readTime({ time, timeZone, disambiguation }: WhenInput, names: FieldNames): ZonedTime {
  const instant = parseInstant(time);
  if (instant !== undefined) return toZonedTime(instant, timeZone);
  const found = findInstants(time, timeZone);
  if (!found) {
    throw refuse(names.time, 'Not a time. Send YYYY-MM-DDTHH:MM, or an instant with Z or an offset such as +02:00.');
  }
  if (found.kind === 'exact' || disambiguation) return found[disambiguation ?? 'earlier'];
  const isTwice = found.kind === 'ambiguous';
  const what = isTwice ? 'comes twice' : 'does not exist';
  throw new HopperError(
    isTwice ? 'ambiguous_time' : 'nonexistent_time',
    `${time} ${what} in ${timeZone}, because clocks are set. Send the instant with its offset, or say earlier or later.`,
    { details: [found.earlier, found.later].map((one) => ({ path: names.time, message: toOffsetString(one) })) },
  );
}

function refuse(path: string, message: string): HopperError {
  return new HopperError('invalid_input', message, { details: [{ path, message }] });
}
