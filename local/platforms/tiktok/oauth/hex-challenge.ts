import { createHash } from 'node:crypto';

/** @see https://developers.tiktok.com/doc/login-kit-desktop */
const verifierPattern = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Whether this can be a challenge of a desktop app: lower-case hexadecimal, unlike everywhere else. */
export function isHexChallenge(challenge: string): boolean {
  return /^[0-9a-f]{64}$/.test(challenge);
}

/** Whether a code verifier belongs to the challenge. */
export function matchesHexChallenge(verifier: string, challenge: string): boolean {
  return verifierPattern.test(verifier) && createHash('sha256').update(verifier).digest('hex') === challenge;
}
