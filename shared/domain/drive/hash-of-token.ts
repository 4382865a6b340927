import { createHash } from 'node:crypto';

/** Under which a session is stored: who reads tables or the cache gets no token. A token has 256 random bits, so no salt. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
