import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findFault } from '../../faults/fault-rule.ts';
import { consumeBody } from '../../http/consume-body.ts';
import type { Exchange } from '../../platform.ts';

/** One range that a PUT carries, last byte included. */
export interface ChunkRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes are gathered to this size before they go to disk. */
const bufferBytes = 1024 * 1024;

/**
 * Writes a chunk's bytes to their place in the file.
 * @returns how many came, and whether that was all of them
 */
export async function receiveChunk(
  exchange: Exchange,
  path: string,
  { start, end }: ChunkRange,
): Promise<{ bytes: number; whole: boolean }> {
  const keep = Math.min(
    findFault(exchange.faults, 'partly-stored')?.bytes ?? Number.POSITIVE_INFINITY,
    end - start + 1,
  );
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, start === 0 ? 'w' : 'r+');
  const writer = createWriter(file, start);
  let kept = 0;
  try {
    const body = await consumeBody(exchange.request, exchange.faults, (chunk) => {
      const part = chunk.subarray(0, Math.max(0, keep - kept));
      kept += part.length;
      return part.length > 0 ? writer.add(part) : undefined;
    });
    await writer.flush();
    return { bytes: kept, whole: body.complete && kept === end - start + 1 };
  } finally {
    await file.close();
  }
}

function createWriter(file: FileHandle, start: number) {
  let parts: Buffer[] = [];
  let gathered = 0;
  let position = start;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const content = Buffer.concat(parts);
    const at = position;
    position += content.length;
    parts = [];
    gathered = 0;
    writing = writing.then(() => writeFully(file, content, at));
    return writing;
  };
  return {
    flush,
    add: (part: Buffer): Promise<void> | undefined => {
      parts.push(part);
      gathered += part.length;
      return gathered >= bufferBytes ? flush() : undefined;
    },
  };
}

/** One `write` may write less than it was given. */
async function writeFully(file: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let done = 0; done < content.length; ) {
    done += (await file.write(content, done, content.length - done, position + done)).bytesWritten;
  }
}
