import { PlatformError } from '../../domain/posts/publisher.ts';
import { type GoogleError, parseGoogleError } from '../google/google-error.ts';
import { secondsUntilQuotaReset } from '../google/quota-reset.ts';
import type { PlatformAnswer } from '../send.ts';
import { type ErrorMeaning, errorTable, meaningOfStatus } from './error-table.ts';

/** An error answer of the API in our terms: the table decides by reason, then by status. */
export function toDriveError(answer: PlatformAnswer, now: number): PlatformError {
  const error = parseGoogleError(answer, now);
  const { kind, message, wait } = meaningOf(error);
  return new PlatformError(kind, error.reason || `http_${error.status}`, message, {
    retryAfterSeconds: error.retryAfterSeconds ?? waitOf(wait, now),
    cause: new Error(`Google Drive answered ${error.status} ${error.reason}: ${error.message}`),
  });
}

/** A request that got no answer: whether it had an effect is unknown, asking again tells. */
export function toUnreachable(cause: unknown): PlatformError {
  return new PlatformError('transient', 'unreachable', 'Google Drive did not answer. Hopper tries again by itself.', {
    cause,
  });
}

/** An answer that is none of those which are documented. */
export function toUnexpected(cause: unknown): PlatformError {
  const message = 'Google Drive gave an answer that Hopper does not understand. Hopper tries again by itself.';
  return new PlatformError('transient', 'unexpected_answer', message, { cause });
}

function meaningOf({ status, reason }: GoogleError): ErrorMeaning {
  // A known reason with a server status is still the server's trouble.
  if (status >= 500) return meaningOfStatus(status);
  return errorTable[reason] ?? meaningOfStatus(status);
}

function waitOf(wait: ErrorMeaning['wait'], now: number): number | undefined {
  return wait === 'quota-reset' ? secondsUntilQuotaReset(now) : wait;
}
