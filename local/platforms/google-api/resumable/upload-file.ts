import { existsSync, mkdirSync, statSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { blockBytes } from './content-range.ts';
import { createFileHash, type Digests, type HashName } from './file-hash.ts';

/** Bytes are gathered to this size before they go to disk and into the hash. */
const bufferBytes = 4 * blockBytes;

/** The bytes of one upload: appended to a file, so that what was received is exactly what is stored. */
export interface UploadFile {
  readonly path: string;
  /** Bytes that would survive a crash now. */
  storedBytes(): number;
  /** Opens the file for the bytes of one request. */
  begin(): Promise<void>;
  /** Takes the next bytes; a returned promise asks the sender to wait. No more than two buffers are in memory. */
  append(chunk: Buffer): Promise<void> | undefined;
  /** Ends the request. Unless it is the last, only whole blocks are kept. */
  end(last: boolean): Promise<void>;
  /** Hashes of the whole file, in hexadecimal. After a restart the part received before is read again. */
  digest(): Promise<Digests>;
  remove(): Promise<void>;
}

/** The open file of the request that is sending. One buffer fills while the other is on its way to disk. */
interface Writer {
  readonly file: FileHandle;
  filling: Buffer;
  filled: number;
  spare: Buffer;
  position: number;
  writing: Promise<void>;
  /** Writes that are under way: with one of them, both buffers are taken as soon as the filling one is full. */
  pending: number;
}

/**
 * Opens the file of an upload that may have been started before a crash.
 * @param totalBytes size of the whole file if already known
 */
export function openUploadFile(path: string, totalBytes: number | null, hashNames: readonly HashName[]): UploadFile {
  const fileHash = createFileHash(path, hashNames);
  let stored = readStoredBytes(path, totalBytes);
  let writer: Writer | undefined;

  /** Starts writing the first `bytes` of the filling buffer and swaps buffers. */
  const flush = (open: Writer, bytes: number) => {
    const { file, position, filling } = open;
    const content = filling.subarray(0, bytes);
    fileHash.update(content, position);
    const before = open.writing;
    open.pending += 1;
    open.writing = before
      .then(() => writeFully(file, content, position))
      .then(() => {
        stored = position + bytes;
        open.pending -= 1;
      });
    // The failure is reported by whoever awaits the writing next; this only keeps it from counting as unhandled.
    open.writing.catch(() => {});
    Object.assign(open, { position: position + bytes, filled: 0, filling: open.spare, spare: filling });
    return before;
  };
  const append = (chunk: Buffer): Promise<void> | undefined => {
    if (!writer) throw new Error('begin() comes before append().');
    const taken = chunk.copy(writer.filling, writer.filled);
    writer.filled += taken;
    if (writer.filled < bufferBytes) return undefined;
    const wasBusy = writer.pending > 0;
    const before = flush(writer, bufferBytes);
    const rest = chunk.subarray(taken);
    // The other buffer may still be on its way to disk: it must not be written into before that is done.
    return wasBusy ? before.then(() => append(rest)) : append(rest);
  };
  return {
    path,
    storedBytes: () => stored,
    begin: async () => {
      mkdirSync(dirname(path), { recursive: true });
      const file = await open(path, existsSync(path) ? 'r+' : 'w+');
      await file.truncate(stored);
      const [filling, spare] = [Buffer.allocUnsafeSlow(bufferBytes), Buffer.allocUnsafeSlow(bufferBytes)];
      writer = { file, filling, spare, filled: 0, position: stored, writing: Promise.resolve(), pending: 0 };
    },
    append,
    end: async (last) => {
      if (!writer) return;
      const closing = writer;
      writer = undefined;
      const bytes = last ? closing.filled : closing.filled - (closing.filled % blockBytes);
      if (bytes > 0) flush(closing, bytes);
      await closing.writing.finally(() => closing.file.close());
    },
    digest: () => fileHash.digest(stored),
    remove: () => rm(path, { force: true }),
  };
}

/** One `write` may write less than it was given. */
async function writeFully(file: FileHandle, content: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < content.length) {
    done += (await file.write(content, done, content.length - done, position + done)).bytesWritten;
  }
}

/** After a crash the file may end inside a block that was being written: only whole blocks, or the whole file, count. */
function readStoredBytes(path: string, totalBytes: number | null): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size === totalBytes ? size : size - (size % blockBytes);
}
