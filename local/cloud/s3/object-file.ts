import { createReadStream } from 'node:fs';
import type { S3State } from './s3-state.ts';

const readBytes = 256 * 1024;

/** A stretch of a stored file: `from` inclusive, `to` exclusive. */
type FileSlice = { path: string; from: number; to: number };

/** Bytes of an object. Its files stay readable, even when the object is deleted, until `release` is called. */
export type ObjectFile = { slices: FileSlice[]; size: number; release: () => void };

/** Takes hold of the bytes from `start` up to but not including `end`. Nothing may be awaited since the object was looked up. */
export function openObjectFile({ objects, blobs }: S3State, object: number, start: number, end: number): ObjectFile {
  const segments = objects.segments(object, start, end);
  const slices = segments.map((segment) => ({
    path: blobs.path(segment.blob),
    from: Math.max(0, start - segment.start),
    to: Math.min(segment.size, end - segment.start),
  }));
  return { slices, size: end - start, release: blobs.pin(segments.map((segment) => segment.blob)) };
}

/** Reads the bytes in order. */
export async function* readObjectFile(file: ObjectFile): AsyncGenerator<Buffer> {
  for (const { path, from, to } of file.slices) {
    if (to > from) yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: readBytes });
  }
}
