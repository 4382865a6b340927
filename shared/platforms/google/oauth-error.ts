import { PlatformError } from '../../domain/posts/publisher.ts';
import type { PlatformAnswer } from '../send.ts';
import { parseGoogleError } from './google-error.ts';

/** What is about the user, and not about this Hopper. */
const ended: Readonly<Record<string, string>> = {
  invalid_grant: 'The access was revoked or has ended. Connect the account again.',
  admin_policy_enforced:
    'The administrator of this Google account does not allow Hopper. Ask them to allow it, then connect the account again.',
};

/**
 * Errors of the token endpoint, flat by RFC 6749. Few of them are about the user; wrong client credentials are
 * the operator's, who can put them right: they must not disconnect anybody.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 * @see https://developers.google.com/identity/protocols/oauth2#expiration
 */
export function toOAuthError(answer: PlatformAnswer, now: number): PlatformError {
  const { status, reason, message, retryAfterSeconds } = parseGoogleError(answer, now);
  const cause = new Error(`Google's token endpoint answered ${status} ${reason}: ${message}`);
  const code = reason || `http_${status}`;
  const end = ended[reason];
  if (end !== undefined && status < 500) return new PlatformError('reauthorize', code, end, { cause });
  if (status === 429) {
    return new PlatformError('rate_limited', code, 'Google asked Hopper to slow down.', { retryAfterSeconds, cause });
  }
  if (status >= 500) {
    return new PlatformError('transient', code, 'Google is having trouble.', { retryAfterSeconds, cause });
  }
  const text = 'Google does not accept the client credentials of this Hopper. Its operator has to correct them.';
  return new PlatformError('transient', code, text, { cause });
}
