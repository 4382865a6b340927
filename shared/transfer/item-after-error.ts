import { PlatformError } from '../domain/posts/publisher.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import { backoffMs } from '../worker/backoff.ts';

/** Some nine minutes of failures in a row: it is the file, not the weather. */
const maxFailures = 8;
/** Some eight hours, for what is Google's trouble and not that of the file. */
const maxOutages = 40;
const outageCodes: ReadonlySet<string> = new Set([
  'unreachable',
  'interrupted',
  'backendError',
  'internalError',
  'transientError',
]);
/** No file waits longer than a day and a bit before it is tried again. */
const maxWaitMs = 25 * 3600_000;

export interface Circumstances {
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** Whether everything else would fail just so. */
export function isOutage({ kind, causeCode }: PlatformError): boolean {
  return kind === 'transient' && (outageCodes.has(causeCode) || causeCode.startsWith('http_5'));
}

/** What becomes of an item whose code failed in a way that says nothing about the others. */
export function itemAfterError(item: TransferItem, error: PlatformError, { now, random }: Circumstances): TransferItem {
  const reason = { code: error.causeCode, message: error.userMessage };
  const failures = item.failures + 1;
  const isFinal = error.kind === 'rejected' || failures >= (isOutage(error) ? maxOutages : maxFailures);
  // What was sent of it counts no more, as its size does not: the time that is left is that of the others.
  if (isFinal) return { ...item, state: 'failed', reason, failures, bytesDone: 0, endedAt: now };
  const asked = Math.min(maxWaitMs, (error.retryAfterSeconds ?? 0) * 1000);
  return { ...item, reason, failures, notBefore: now + Math.max(asked, backoffMs(failures, random)) };
}

/** An error in Hopper itself: tried again like one of Google's, but not for ever. */
export function unexpected(cause: unknown): PlatformError {
  const message = 'Something went wrong inside Hopper. It tries again by itself.';
  return new PlatformError('transient', 'internal', message, { cause });
}
