import { readSync } from 'node:fs';

/** A piece of an MP4 or QuickTime file. */
export interface Box {
  readonly type: string;
  /** Where the content begins and the box ends, bytes from the start of the file. */
  readonly start: number;
  readonly end: number;
}

/** The first box of a type between two positions of an open file. */
export function findBox(file: number, type: string, from: number, end: number): Box | undefined {
  for (const box of listBoxes(file, from, end)) if (box.type === type) return box;
  return undefined;
}

/** The boxes between two positions, up to the first that is none. */
export function* listBoxes(file: number, from: number, end: number): Generator<Box> {
  let at = from;
  while (at + 8 <= end) {
    const box = readBox(file, at, end);
    if (!box) return;
    yield box;
    at = box.end;
  }
}

function readBox(file: number, at: number, end: number): Box | undefined {
  const head = readAt(file, at, 16);
  if (head.length < 8) return undefined;
  const declared = head.readUInt32BE(0);
  const long = declared === 1 && head.length === 16;
  const size = declared === 0 ? end - at : long ? Number(head.readBigUInt64BE(8)) : declared;
  const headBytes = long ? 16 : 8;
  if (size < headBytes || at + size > end) return undefined;
  return { type: head.toString('latin1', 4, 8), start: at + headBytes, end: at + size };
}

/** Bytes of an open file, fewer at its end. */
export function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}
