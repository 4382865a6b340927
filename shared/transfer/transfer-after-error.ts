import type { PlatformError } from '../domain/posts/publisher.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { TransferChange } from '../domain/transfers/transfer-store.ts';
import { backoffMs } from '../worker/backoff.ts';
import type { Circumstances } from './item-after-error.ts';

/** For Google's limits by the minute: longer waits win nothing. */
const longestRateWaitMs = 64_000;
/**
 * Refusals in a row after which it is the limit of the day and not of the minute. Each of them waits twice as long as the
 * one before, so the last ones lie more than two minutes after the first.
 * @see https://developers.google.com/workspace/drive/api/guides/limits
 */
const dayLimitRefusals = 8;
const hourMs = 3600_000;
/** The limit of a day is over within a day. */
const mostHours = 26;
/** With the longest backoff this is about a day of failures in a row. */
const maxFailures = 100;
const maxWaitMs = 25 * hourMs;

/** Refusals that are about the destination as a whole: a person has to make room, or to choose another folder. */
const pausing: ReadonlyMap<string, string> = new Map([
  ['storageQuotaExceeded', 'destination_full'],
  ['quotaExceeded', 'destination_full'],
  ['teamDriveFileLimitExceeded', 'destination_full'],
  ['destination_gone', 'destination_gone'],
  ['destination_read_only', 'destination_read_only'],
]);

const dayLimitMessage =
  'Google lets an account upload 750 GB a day, and takes no more for now. Hopper tries again every hour and goes on by itself.';
const refusedMessage =
  'Google has refused every upload for more than a day. Look whether the account may still upload, then go on.';

/** Whether an error of an item is about the whole transfer. */
export function concernsAll({ kind, causeCode }: PlatformError): boolean {
  return kind === 'rate_limited' || kind === 'quota' || kind === 'reauthorize' || pausing.has(causeCode);
}

/**
 * What becomes of a transfer after an error that is about all of it. The kind alone decides, and a few codes that ask for a person.
 * @param isUpload the error came while bytes were being sent
 */
export function transferAfterError(
  transfer: Transfer,
  error: PlatformError,
  circumstances: Circumstances,
  isUpload = false,
): TransferChange {
  const cause = causeOf(error);
  const pauseCode = pausing.get(error.causeCode);
  if (pauseCode) return { ...resting, state: 'paused', error: { ...cause, code: pauseCode } };
  switch (error.kind) {
    case 'reauthorize':
      return { ...resting, state: 'reconnect', error: cause };
    case 'rejected':
      return { ...resting, state: 'failed', error: cause, endedAt: circumstances.now };
    case 'rate_limited':
      return isUpload
        ? afterRefusedUpload(transfer, error, circumstances)
        : waiting(transfer, error, circumstances, longestRateWaitMs);
    case 'quota':
      return waiting(transfer, error, circumstances, hourMs);
    default:
      if (transfer.failures + 1 >= maxFailures) return { ...resting, state: 'paused', error: cause };
      return waiting(transfer, error, circumstances);
  }
}

const resting = { speed: 0, failures: 0, uploadRefusals: 0 } as const;

function waiting(
  transfer: Transfer,
  error: PlatformError,
  { now, random }: Circumstances,
  longestMs = Number.POSITIVE_INFINITY,
): TransferChange {
  const failures = transfer.failures + 1;
  // A quota that names no time is looked at every hour.
  const own = error.kind === 'quota' ? hourMs : Math.min(longestMs, backoffMs(failures, random));
  return { error: causeOf(error), failures, notBefore: now + waitMsOf(error, own), speed: 0 };
}

/** What Google asks for counts, if it is longer than what we would wait. */
function waitMsOf({ kind, retryAfterSeconds }: PlatformError, ownMs: number): number {
  const askedMs = Math.min(maxWaitMs, (retryAfterSeconds ?? 0) * 1000);
  return kind === 'quota' && retryAfterSeconds !== undefined ? askedMs : Math.max(askedMs, ownMs);
}

function causeOf({ causeCode, userMessage }: PlatformError) {
  return { code: causeCode, message: userMessage };
}

/**
 * The same words stand for the limit of a minute and for that of a day; only repetition tells.
 * @see https://developers.google.com/workspace/drive/api/guides/handle-errors
 */
function afterRefusedUpload(transfer: Transfer, error: PlatformError, circumstances: Circumstances): TransferChange {
  const uploadRefusals = transfer.uploadRefusals + 1;
  const { now, random } = circumstances;
  if (uploadRefusals >= dayLimitRefusals + mostHours) {
    return { ...resting, state: 'paused', error: { code: 'uploads_refused', message: refusedMessage } };
  }
  if (uploadRefusals >= dayLimitRefusals) {
    const dayLimit = { code: 'daily_upload_limit', message: dayLimitMessage };
    return { error: dayLimit, uploadRefusals, notBefore: now + hourMs, speed: 0 };
  }
  const own = Math.min(longestRateWaitMs, backoffMs(uploadRefusals, random));
  return { error: causeOf(error), uploadRefusals, notBefore: now + waitMsOf(error, own), speed: 0 };
}
