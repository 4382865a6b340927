import { PlatformError } from '../../domain/posts/publisher.ts';
import { type GoogleError, parseGoogleError } from '../google/google-error.ts';
import { secondsUntilQuotaReset } from '../google/quota-reset.ts';
import type { PlatformAnswer } from '../send.ts';
import { type ErrorMeaning, errorTable, isDailyUploadBucket, meaningOfStatus, projectUploads } from './error-table.ts';

/** An error answer of the API in our terms: the table decides by reason, then by status. */
export function toPlatformError(answer: PlatformAnswer, now: number): PlatformError {
  const error = parseGoogleError(answer, now);
  const meaning = meaningOf(error);
  const causeCode = meaning.code ?? (error.reason || `http_${error.status}`);
  return new PlatformError(meaning.kind, causeCode, meaning.message, {
    retryAfterSeconds: error.retryAfterSeconds ?? waitOf(meaning, now),
    cause: new Error(`YouTube answered ${error.status} ${error.reason}: ${error.message}`),
  });
}

/** A request that got no answer: whether it had an effect is unknown, asking again tells. */
export function toTransportError(cause: unknown): PlatformError {
  return new PlatformError('transient', 'no_answer', 'YouTube did not answer. Hopper tries again by itself.', {
    cause,
  });
}

function meaningOf({ status, reason, message }: GoogleError): ErrorMeaning {
  if (isDailyUploadBucket(status, message)) return projectUploads;
  // A known reason with a server status is still the server's trouble, not the video's.
  if (status >= 500) return meaningOfStatus(status);
  return errorTable[reason] ?? meaningOfStatus(status);
}

function waitOf({ wait }: ErrorMeaning, now: number): number | undefined {
  return wait === 'quota-reset' ? secondsUntilQuotaReset(now) : wait;
}
