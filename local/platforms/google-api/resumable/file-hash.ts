import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export type HashName = 'md5' | 'sha1' | 'sha256';
export type Digests = Readonly<Partial<Record<HashName, string>>>;

/** Hashes of a growing file, computed while its bytes pass by. */
export interface FileHash {
  /** Takes bytes that were put at `position`; bytes that do not continue what was hashed are left for `digest`. */
  update(content: Buffer, position: number): void;
  /** Hashes of the first `bytes` of the file; whatever did not pass by is read from disk. */
  digest(bytes: number): Promise<Digests>;
}

/** @param path the file to read when bytes were received by an earlier process */
export function createFileHash(path: string, names: readonly HashName[]): FileHash {
  let hashes = startHashes(names);
  let hashedTo = 0;
  const add = (content: Buffer) => {
    for (const hash of hashes.values()) hash.update(content);
    hashedTo += content.length;
  };
  const startAnew = () => {
    hashes = startHashes(names);
    hashedTo = 0;
  };
  return {
    update: (content, position) => {
      // A failed write leaves the hash ahead of the file.
      if (hashedTo > position) startAnew();
      if (hashedTo === position) add(content);
    },
    digest: async (bytes) => {
      if (hashedTo > bytes) startAnew();
      if (hashedTo < bytes) {
        const options = { start: hashedTo, end: bytes - 1, highWaterMark: 1024 * 1024 };
        for await (const chunk of createReadStream(path, options)) add(Buffer.from(chunk));
      }
      return Object.fromEntries([...hashes].map(([name, hash]) => [name, hash.copy().digest('hex')]));
    },
  };
}

function startHashes(names: readonly HashName[]): Map<HashName, Hash> {
  return new Map(names.map((name) => [name, createHash(name)]));
}
