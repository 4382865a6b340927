import { createHash } from 'node:crypto';

/** 43 to 128 unreserved characters. @see https://www.rfc-editor.org/rfc/rfc7636#section-4.1 */
const verifierPattern = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Whether a code verifier belongs to the challenge of the authorization request. */
export function matchesChallenge(verifier: string, challenge: string, method: 'S256' | 'plain'): boolean {
  if (!verifierPattern.test(verifier)) return false;
  return (method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')) === challenge;
}

/** Whether a challenge can be the answer to any verifier at all. */
export function isChallenge(challenge: string): boolean {
  return verifierPattern.test(challenge);
}
