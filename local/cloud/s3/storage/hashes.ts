import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type HashName = 'md5' | 'sha1' | 'sha256' | 'crc32';
export type Digests = Map<HashName, Buffer>;

export type Hasher = { update(data: Uint8Array): void; digest(): Buffer };

/** One interface over the digests of `node:crypto` and the CRC32 of `node:zlib`. */
export function createHasher(name: HashName): Hasher {
  if (name !== 'crc32') return createHash(name);
  let value = 0;
  return {
    update: (data) => {
      value = crc32(data, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
