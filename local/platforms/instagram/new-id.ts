import { randomBytes, randomInt } from 'node:crypto';

/** Ids of containers, media and comments: 17 digits. */
export function newId(): string {
  return `178${String(randomInt(10_000_000)).padStart(7, '0')}${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The short code in a public address. */
export function newShortcode(): string {
  return randomBytes(8).toString('base64url');
}
