import { closeSync, openSync } from 'node:fs';
import { findBox, readAt } from './mp4-boxes.ts';

/**
 * Duration of an MP4 or QuickTime file as its movie header states it: a few small reads, wherever the header is.
 * @param bytes size of the file
 * @returns milliseconds; undefined when the file is something else
 * @see https://www.iso.org/standard/83102.html (ISO/IEC 14496-12, 8.2.2 movie header box)
 */
export function readMp4DurationMs(path: string, bytes: number): number | undefined {
  const file = openSync(path, 'r');
  try {
    const movie = findBox(file, 'moov', 0, bytes);
    const header = movie && findBox(file, 'mvhd', movie.start, movie.end);
    return header && readHeader(readAt(file, header.start, 32));
  } finally {
    closeSync(file);
  }
}

function readHeader(content: Buffer): number | undefined {
  if (content.length < 32) return undefined;
  const long = content.readUInt8(0) === 1;
  const timescale = content.readUInt32BE(long ? 20 : 12);
  const duration = long ? Number(content.readBigUInt64BE(24)) : content.readUInt32BE(16);
  return timescale === 0 ? undefined : Math.round((duration / timescale) * 1000);
}
