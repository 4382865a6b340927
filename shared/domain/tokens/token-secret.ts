import { crc32 } from 'node:zlib';

const prefix = 'hop_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 256 random bits, and the CRC-32 of everything before it. */
const secretDigits = 43;
const checksumDigits = 6;
const wellFormed = new RegExp(`^${prefix}[0-9A-Za-z]{${secretDigits + checksumDigits}}$`);

/**
 * The text of an API token. Prefix and checksum let secret scanners recognise a leaked one without asking anybody, and
 * spare us the look-up of a mistyped one.
 * @param random 32 random bytes
 */
export function writeTokenSecret(random: Uint8Array): string {
  const number = BigInt(`0x${Buffer.from(random).toString('hex')}`);
  const body = prefix + toDigits(number, secretDigits);
  return body + checksumOf(body);
}

/** Whether a text can be a token at all. */
export function isTokenSecret(text: string): boolean {
  return wellFormed.test(text) && checksumOf(text.slice(0, -checksumDigits)) === text.slice(-checksumDigits);
}

function checksumOf(body: string): string {
  return toDigits(BigInt(crc32(body)), checksumDigits);
}

function toDigits(value: bigint, length: number): string {
  const base = BigInt(digits.length);
  let rest = value;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = digits.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}
