import type { ErrorCode } from '../contract/errors.ts';
import { notSetUp } from '../domain/connections/platform-secrets.ts';
import type { PlatformError } from '../domain/posts/publisher.ts';

/** What a platform's refusal is called for a caller of the API. */
export function codeOfRefusal({ kind, causeCode }: PlatformError): ErrorCode {
  if (causeCode === notSetUp) return 'not_set_up';
  switch (kind) {
    case 'reauthorize':
      return 'reconnect_needed';
    case 'rate_limited':
    case 'quota':
      return 'too_many_requests';
    default:
      return 'platform_error';
  }
}
