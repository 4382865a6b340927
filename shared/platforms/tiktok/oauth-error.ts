import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { PlatformAnswer } from '../send.ts';
import { parseTiktokJson } from './envelope.ts';

/** Errors about tokens are flat. @see https://developers.tiktok.com/doc/oauth-error-handling */
const FlatError = z.object({
  error: z.string().min(1),
  error_description: z.string().default(''),
  log_id: z.string().default(''),
});

/**
 * The error in an answer about tokens; undefined when it is none. It may come with status 200. Only `invalid_grant` is
 * about the user; wrong client credentials are the operator's, who can put them right: they must not disconnect anybody.
 */
export function findOAuthError(answer: PlatformAnswer): PlatformError | undefined {
  const { status } = answer;
  const parsed = FlatError.safeParse(parseTiktokJson(answer.text));
  if (!parsed.success && status === 200) return undefined;
  const { error, error_description, log_id } = parsed.data ?? {
    error: `http_${status}`,
    error_description: '',
    log_id: '',
  };
  const cause = new Error(`TikTok's token endpoint answered ${status} ${error}: ${error_description} (${log_id})`);
  if (error === 'invalid_grant') {
    const message = 'The access was revoked or has ended. Connect the account again.';
    return new PlatformError('reauthorize', error, message, { cause });
  }
  if (status === 429 || error === 'rate_limit_exceeded') {
    const message = 'TikTok asked Hopper to slow down.';
    return new PlatformError('rate_limited', error, message, { retryAfterSeconds: 60, cause });
  }
  if (status >= 500 || error === 'server_error' || error === 'temporarily_unavailable') {
    return new PlatformError('transient', error, 'TikTok is having trouble.', { cause });
  }
  const text = 'TikTok does not accept the client credentials of this Hopper. Its operator has to correct them.';
  return new PlatformError('transient', error, text, { cause });
}
