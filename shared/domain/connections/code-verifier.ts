import { createHash, createHmac } from 'node:crypto';

/**
 * The PKCE verifier of a consent: made from the state and the session cookie of the browser that started it, at the
 * start and again at the return. So it is stored nowhere: who reads the table (which has the hash of the state) or the
 * addresses in a browser's history (which have state and code) lacks the cookie, and who has the cookie is the user.
 * 256 bits in 43 characters, as short as RFC 7636 allows.
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.1
 */
export function codeVerifierOf(sessionToken: string, state: string): string {
  return createHmac('sha256', sessionToken).update(`pkce:${state}`).digest('base64url');
}

/** @see https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
export function codeChallengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
