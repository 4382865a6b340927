import { closeSync, openSync, readSync } from 'node:fs';

interface Box {
  readonly type: string;
  /** Where the content begins and the box ends, bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
}

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
    return header && readHeader(read(file, header.start, 32));
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

function findBox(file: number, type: string, from: number, end: number): Box | undefined {
  let at = from;
  while (at + 8 <= end) {
    const box = readBox(file, at, end);
    if (!box || box.type === type) return box;
    at = box.end;
  }
  return undefined;
}

function readBox(file: number, at: number, end: number): Box | undefined {
  const head = read(file, at, 16);
  if (head.length < 8) return undefined;
  const declared = head.readUInt32BE(0);
  const long = declared === 1 && head.length === 16;
  const size = declared === 0 ? end - at : long ? Number(head.readBigUInt64BE(8)) : declared;
  const headBytes = long ? 16 : 8;
  if (size < headBytes || at + size > end) return undefined;
  return { type: head.toString('latin1', 4, 8), start: at + headBytes, end: at + size };
}

function read(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}
