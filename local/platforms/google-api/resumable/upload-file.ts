import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { splitBuffers, writeFully } from './byte-batch.ts';
import { blockBytes } from './content-range.ts';

/** Chunks are gathered to this size before they go to disk and into the hash. */
const batchTarget = 4 * blockBytes;

export type HashName = 'md5' | 'sha1' | 'sha256';
export type Digests = Readonly<Partial<Record<HashName, string>>>;

/** The bytes of one upload: appended to a file, so that what was received is exactly what is stored. */
export interface UploadFile {
  readonly path: string;
  /** Bytes that would survive a crash now. */
  storedBytes(): number;
  /** Opens the file for the bytes of one request. */
  begin(): Promise<void>;
  /** Takes the next bytes; a returned promise asks the sender to wait. Nothing is kept in memory beyond two batches. */
  append(chunk: Buffer): Promise<void> | undefined;
  /** Ends the request. Unless it is the last, only whole blocks are kept. */
  end(last: boolean): Promise<void>;
  /** Hashes of the whole file, in hexadecimal. After a restart the part received before is read again. */
  digest(): Promise<Digests>;
  remove(): Promise<void>;
}

/**
 * Opens the file of an upload that may have been started before a crash.
 * @param totalBytes size of the whole file if already known
 */
export function openUploadFile(path: string, totalBytes: number | null, hashNames: readonly HashName[]): UploadFile {
  let stored = readStoredBytes(path, totalBytes);
  let queued = stored;
  let batch: Buffer[] = [];
  let batchBytes = 0;
  let handle: FileHandle | undefined;
  let writing: Promise<void> | undefined;
  let hashes = startHashes(hashNames);
  let hashedTo = 0;

  const hash = (buffers: readonly Buffer[], bytes: number) => {
    for (const algorithm of hashes.values()) for (const buffer of buffers) algorithm.update(buffer);
    hashedTo += bytes;
  };
  /** Sends the first `bytes` of the batch to disk; the rest waits for more. */
  const flush = (bytes: number) => {
    const file = handle;
    if (!file || bytes === 0) return;
    const { head, tail } = splitBuffers(batch, bytes);
    batch = tail;
    batchBytes -= bytes;
    const position = queued;
    queued += bytes;
    // After a restart the hash lags behind: digest() then reads the file instead.
    if (hashedTo === position) hash(head, bytes);
    writing = (writing ?? Promise.resolve()).then(async () => {
      await writeFully(file, head, position);
      stored = position + bytes;
    });
  };
  return {
    path,
    storedBytes: () => stored,
    begin: async () => {
      mkdirSync(dirname(path), { recursive: true });
      handle = await open(path, existsSync(path) ? 'r+' : 'w+');
      await handle.truncate(stored);
      queued = stored;
      writing = undefined;
    },
    append: (chunk) => {
      batch.push(chunk);
      batchBytes += chunk.length;
      if (batchBytes < batchTarget) return undefined;
      const earlier = writing;
      flush(batchBytes - (batchBytes % blockBytes));
      return earlier;
    },
    end: async (last) => {
      flush(last ? batchBytes : batchBytes - (batchBytes % blockBytes));
      batch = [];
      batchBytes = 0;
      try {
        await writing;
      } finally {
        await handle?.close();
        handle = undefined;
      }
    },
    digest: async () => {
      if (hashedTo > stored) {
        hashes = startHashes(hashNames);
        hashedTo = 0;
      }
      if (hashedTo < stored) {
        for await (const chunk of createReadStream(path, { start: hashedTo, highWaterMark: batchTarget })) {
          hash([chunk], chunk.length);
        }
      }
      return Object.fromEntries([...hashes].map(([name, algorithm]) => [name, algorithm.copy().digest('hex')]));
    },
    remove: () => rm(path, { force: true }),
  };
}

/** After a crash the file may end inside a block that was being written: only whole blocks, or the whole file, count. */
function readStoredBytes(path: string, totalBytes: number | null): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size === totalBytes ? size : size - (size % blockBytes);
}

function startHashes(names: readonly HashName[]): Map<HashName, Hash> {
  return new Map(names.map((name) => [name, createHash(name)]));
}
