import type { ErrorCode } from '../../shared/contract/errors.ts';
import { notSetUp } from '../../shared/domain/connections/platform-secrets.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';

/** What a caller of the API is told when Drive refuses; errors that are not a platform's stay as they are. */
export function toHopperError(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  const { retryAfterSeconds } = error;
  return new HopperError(codeOf(error), error.userMessage, {
    cause: error,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

function codeOf({ kind, causeCode }: PlatformError): ErrorCode {
  if (causeCode === notSetUp) return 'not_set_up';
  if (causeCode === 'notFound') return 'not_found';
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
