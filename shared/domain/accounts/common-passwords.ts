import { createHash } from 'node:crypto';
import { commonPasswordData } from './common-password-data.ts';

/**
 * 25 bits of SHA-256 per password: most differences fit two bytes, so 5,000 take 10 KiB, and one password in 6,700 is
 * refused although it is not in the list.
 */
const hashBits = 25;

export function hashOfPassword(password: string): number {
  return createHash('sha256').update(password).digest().readUInt32BE() >>> (32 - hashBits);
}

let hashes: ReadonlySet<number> | undefined;

/**
 * Whether a password is one of the 5,000 most used ones of at least eight characters.
 * @param password in lower case
 */
export function isCommonPassword(password: string): boolean {
  // Decoded when first needed: only registering does.
  hashes ??= new Set(decodeHashes(commonPasswordData));
  return hashes.has(hashOfPassword(password));
}

/** Sorted hashes as differences, seven bits to a byte, least significant first, in base64. */
export function encodeHashes(sorted: readonly number[]): string {
  const bytes: number[] = [];
  let previous = 0;
  for (const hash of sorted) {
    let difference = hash - previous;
    previous = hash;
    for (; difference > 0x7f; difference >>>= 7) bytes.push((difference & 0x7f) | 0x80);
    bytes.push(difference);
  }
  return Buffer.from(bytes).toString('base64');
}

export function decodeHashes(data: string): number[] {
  const decoded: number[] = [];
  let hash = 0;
  let shift = 0;
  for (const byte of Buffer.from(data, 'base64')) {
    hash += (byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    decoded.push(hash);
    shift = 0;
  }
  return decoded;
}
