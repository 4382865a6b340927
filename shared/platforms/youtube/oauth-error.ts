import { PlatformError } from '../../domain/posts/publisher.ts';
import type { PlatformAnswer } from '../send.ts';
import { parseGoogleError } from './google-error.ts';

/**
 * Errors of the token endpoint, flat by RFC 6749. Only `invalid_grant` is about the user; wrong client credentials are
 * the operator's, who can put them right: they must not disconnect anybody.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function toOAuthError(answer: PlatformAnswer, now: number): PlatformError {
  const { status, reason, message, retryAfterSeconds } = parseGoogleError(answer, now);
  const cause = new Error(`Google's token endpoint answered ${status} ${reason}: ${message}`);
  const code = reason || `http_${status}`;
  if (reason === 'invalid_grant') {
    return new PlatformError('reauthorize', code, 'The access was revoked or has ended. Connect the account again.', {
      cause,
    });
  }
  if (status === 429) {
    return new PlatformError('rate_limited', code, 'Google asked Hopper to slow down.', { retryAfterSeconds, cause });
  }
  if (status >= 500) {
    return new PlatformError('transient', code, 'Google is having trouble.', { retryAfterSeconds, cause });
  }
  const text = 'Google does not accept the client credentials of this Hopper. Its operator has to correct them.';
  return new PlatformError('transient', code, text, { cause });
}
