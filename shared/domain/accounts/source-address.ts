import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** Sixteen-bit groups of an IPv6 address that are looked at whole; of the fourth only the upper half counts. */
const wholeGroups = 3;

/**
 * Where a request comes from, as a key: the address, or for IPv6 its /56, because one customer commonly has that many.
 *
 * @returns a hash, so that it has one length and no address stands in the throttle's records
 * @see https://www.rfc-editor.org/rfc/rfc6177
 */
export function sourceKeyOf(ip: string): string {
  return shortHash(isIPv6(ip) ? networkOf(ip) : ip);
}

/** 132 bits of SHA-256, base64url. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function networkOf(ip: string): string {
  const [mapped] = /\d+\.\d+\.\d+\.\d+$/.exec(ip) ?? [];
  if (mapped) return mapped;
  const [head = '', tail] = ip.split('%', 1).join('').split('::');
  const groups = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - groups.length - end.length)).fill('0');
  const numbers = [...groups, ...zeros, ...end].map((group) => Number.parseInt(group, 16));
  const upperHalf = (numbers[wholeGroups] ?? 0) >>> 8;
  return [...numbers.slice(0, wholeGroups), upperHalf].join(':');
}
