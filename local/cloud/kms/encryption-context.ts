import * as z from 'zod';

/** Pairs that are not secret, yet have to be the same at encryption and decryption. */
export const encryptionContext = z.record(z.string(), z.string()).default({});
export type EncryptionContext = z.output<typeof encryptionContext>;

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * The bytes that stand for a context: sorted by name, because the order of the pairs does not count, and each part led
 * by its length, so that no two contexts share their bytes (`{ab: 'c'}` and `{a: 'bc'}` would otherwise).
 */
export function encodeContext(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return Buffer.concat(pairs.flat().map(withLength));
}
