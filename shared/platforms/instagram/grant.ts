import * as z from 'zod';
import type { GrantedTokens } from '../../domain/connections/oauth-provider.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { InstagramError } from './instagram-error.ts';

const daySeconds = 24 * 3600;
/** How long a long-lived token lives when Meta does not say. */
const usualSeconds = 60 * daySeconds;
/**
 * A token can only be renewed while it lives, and not on its first day: so it is renewed when it is a week old, with
 * weeks to spare, and serves on while that does not work.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
 */
export const renewAheadSeconds = usualSeconds - 7 * daySeconds;

export const LongToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });

/** A long-lived token is its own refresh token. */
export function toGrant(token: z.infer<typeof LongToken>, scopes: readonly string[]): GrantedTokens {
  return {
    accessToken: token.access_token,
    refreshToken: token.access_token,
    expiresInSeconds: token.expires_in ?? usualSeconds,
    scopes,
  };
}

/** Meta hangs a fragment to the address with the code; whoever read it off the address may have it on the code. */
export function cleanCode(code: string): string {
  return code.replace(/#_(=_)?$/, '');
}

/**
 * A refusal of a code or of a token that is to be renewed is about the user's grant, whatever its code; only wrong
 * client credentials are the operator's, who can put them right: they must not disconnect anybody.
 */
export function refusedGrant(error: unknown): never {
  if (!(error instanceof InstagramError) || error.kind !== 'rejected') throw error;
  const { message } = error.graph;
  if (/client/i.test(message)) {
    const text = 'Meta does not accept the client credentials of this Hopper. Its operator has to correct them.';
    throw new PlatformError('transient', 'invalid_client', text, { cause: error });
  }
  const text = 'The access was revoked or has ended. Connect the account again.';
  throw new PlatformError('reauthorize', error.causeCode, text, { cause: error });
}
