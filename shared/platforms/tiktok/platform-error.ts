import { PlatformError } from '../../domain/posts/publisher.ts';
import type { TiktokAnswer } from './envelope.ts';
import { type ErrorMeaning, errorTable, meaningOfStatus } from './error-table.ts';

/** Posts that were refused together do not come back together. */
const spreadMs = 15_000;

/** An error answer of the API in our terms: the table decides by code, then by status. */
export function toPlatformError(answer: Extract<TiktokAnswer, { ok: false }>, now: number): PlatformError {
  const { status, code, message, retryAfterSeconds = 0 } = answer;
  const meaning = meaningOf(status, code);
  const seconds = Math.max(meaning.wait ?? 0, retryAfterSeconds);
  const wait = seconds === 0 ? {} : { retryAfterSeconds: seconds + (now % spreadMs) / 1000 };
  return new PlatformError(meaning.kind, code || `http_${status}`, meaning.message, {
    ...wait,
    cause: new Error(`TikTok answered ${status} ${code}: ${message}`),
  });
}

/** A request that got no answer: whether it had an effect is unknown, asking again tells. */
export function toTransportError(cause: unknown): PlatformError {
  return new PlatformError('transient', 'no_answer', 'TikTok did not answer. Hopper tries again by itself.', { cause });
}

/** An answer that says it went well and then makes no sense. */
export function unexpectedAnswer(cause: unknown): PlatformError {
  const message = 'TikTok gave an answer that Hopper does not understand.';
  return new PlatformError('transient', 'unexpected_answer', message, { cause });
}

/** A known code with a server status is still the server's trouble, not the video's. */
function meaningOf(status: number, code: string): ErrorMeaning {
  if (status >= 500) return meaningOfStatus(status);
  return errorTable[code] ?? meaningOfStatus(status);
}
