import type { FileHandle } from 'node:fs/promises';

/** Splits a list of buffers after `bytes` bytes without copying. */
export function splitBuffers(buffers: readonly Buffer[], bytes: number): { head: Buffer[]; tail: Buffer[] } {
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let left = bytes;
  for (const buffer of buffers) {
    if (left > 0) head.push(buffer.subarray(0, left));
    if (buffer.length > left) tail.push(buffer.subarray(left));
    left = Math.max(0, left - buffer.length);
  }
  return { head, tail };
}

/** Writes all of it: one `writev` may write less than it was given. */
export async function writeFully(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  let left = [...buffers];
  let at = position;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    left = splitBuffers(left, bytesWritten).tail;
  }
}
