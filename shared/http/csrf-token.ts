import { createHash, timingSafeEqual } from 'node:crypto';
import { HopperError } from '../domain/hopper-error.ts';

/** The CSRF token of a session is derived from it, so nothing is stored and it ends with the session. */
export function csrfTokenFor(sessionToken: string): string {
  return createHash('sha256').update(`csrf:${sessionToken}`).digest('base64url');
}

/**
 * Compares in constant time.
 * @throws HopperError csrf
 */
export function assertCsrfToken(sessionToken: string, given: string | undefined): void {
  const expected = Buffer.from(csrfTokenFor(sessionToken));
  const actual = Buffer.from(given ?? '');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new HopperError('csrf');
}
