import { createHash } from 'node:crypto';

/**
 * SHA-256, base64url: what is stored in place of a token, so that who reads table or cache gets none. Without salt or cost:
 * a token has 256 random bits, there is nothing to guess.
 */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
