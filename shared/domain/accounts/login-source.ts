import * as z from 'zod';
import { pour } from './leaky-bucket.ts';
import type { RecordChange } from './throttle-store.ts';

const minute = 60_000;
const dayMilliseconds = 24 * 60 * minute;

/** Failed logins of one source, to whatever accounts: 30 at once, then two a minute. */
const costMilliseconds = minute / 2;
const depthMilliseconds = 30 * costMilliseconds;
/** So many tries of a day, refused ones too, and a source no longer counts as clean. */
const cleanTries = 2;

const SourceRecord = z.object({ emptyAt: z.number(), tries: z.number(), since: z.number() });
type SourceRecord = z.infer<typeof SourceRecord>;

/** What one try says about where it comes from. */
export interface SourceVerdict {
  /** No failed try on record today, but for a first one. */
  readonly isClean: boolean;
  /** 0 when the source may go on. */
  readonly waitMilliseconds: number;
}

/** Counts a try of a source as failed; `refundSource` takes that back. */
export function chargeSource(record: unknown, now: number): RecordChange<SourceVerdict> {
  const source = read(record, now);
  const isClean = source.tries < cleanTries;
  const poured = pour({ emptyAt: source.emptyAt, costMilliseconds, depthMilliseconds, now });
  const answer = { isClean, waitMilliseconds: poured.fits ? 0 : poured.waitMilliseconds };
  // Nothing more to learn from a source that is refused and not clean: an attack writes little.
  if (!poured.fits && !isClean) return { answer };
  const emptyAt = poured.fits ? poured.emptyAt : source.emptyAt;
  return { answer, write: keep({ ...source, emptyAt, tries: source.tries + 1 }) };
}

export function refundSource(record: unknown, now: number): RecordChange<void> {
  const source = read(record, now);
  const tries = Math.max(0, source.tries - 1);
  return { answer: undefined, write: keep({ ...source, emptyAt: source.emptyAt - costMilliseconds, tries }) };
}

function read(record: unknown, now: number): SourceRecord {
  const { data } = SourceRecord.safeParse(record);
  return data && now - data.since < dayMilliseconds ? data : { emptyAt: data?.emptyAt ?? 0, tries: 0, since: now };
}

function keep(record: SourceRecord) {
  return { record, keepMilliseconds: dayMilliseconds };
}
