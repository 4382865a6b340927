import { closeSync, openSync, readSync } from 'node:fs';

/** What the header of a video says. */
export interface Mp4Facts {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  readonly framesPerSecond: number | null;
}

/** No header of a file that was made by an encoder is larger. */
const maxHeaderBytes = 64 * 1024 * 1024;

/**
 * Reads the header (`moov`) of an MP4 or QuickTime file, wherever it is.
 * @param bytes size of the file
 * @returns undefined when there is none, or no picture in it
 * @see https://www.iso.org/standard/83102.html (ISO/IEC 14496-12)
 */
export function readMp4Facts(path: string, bytes: number): Mp4Facts | undefined {
  const file = openSync(path, 'r');
  try {
    const movie = findMovie(file, bytes);
    return movie && readMovie(movie);
  } finally {
    closeSync(file);
  }
}

function findMovie(file: number, bytes: number): Buffer | undefined {
  const read = (position: number, length: number) => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, position));
  };
  for (let at = 0; at + 8 <= bytes; ) {
    const box = parseHead(read(at, 16), bytes - at);
    if (!box) return undefined;
    if (box.type === 'moov' && box.size <= maxHeaderBytes) return read(at + box.headBytes, box.size - box.headBytes);
    at += box.size;
  }
  return undefined;
}

function readMovie(movie: Buffer): Mp4Facts | undefined {
  const header = findBox(movie, 'mvhd');
  const track = listBoxes(movie, 'trak').find((box) => isPicture(box));
  const trackHeader = track && findBox(track, 'tkhd');
  const table = track && descend(track, 'mdia', 'minf', 'stbl');
  const description = table && findBox(table, 'stsd');
  if (!header || !track || !trackHeader || !table || !description || description.length < 16) return undefined;
  const time = readTime(header);
  const sizeAt = trackHeader.readUInt8(0) === 1 ? 88 : 76;
  return {
    seconds: time ? time.duration / time.scale : 0,
    width: trackHeader.readUInt32BE(sizeAt) / 65_536,
    height: trackHeader.readUInt32BE(sizeAt + 4) / 65_536,
    codec: description.toString('latin1', 12, 16),
    framesPerSecond: readRate(track, table),
  };
}

function isPicture(track: Buffer): boolean {
  const handler = descend(track, 'mdia', 'hdlr');
  return handler?.toString('latin1', 8, 12) === 'vide';
}

function readRate(track: Buffer, table: Buffer): number | null {
  const header = descend(track, 'mdia', 'mdhd');
  const times = findBox(table, 'stts');
  const scale = header && readTime(header)?.scale;
  if (!scale || !times) return null;
  let frames = 0;
  let units = 0;
  for (let at = 8; at + 8 <= times.length; at += 8) {
    const count = times.readUInt32BE(at);
    frames += count;
    units += count * times.readUInt32BE(at + 4);
  }
  return units === 0 ? null : (frames * scale) / units;
}

/** Time scale and duration of a `mvhd` or `mdhd` box. */
function readTime(box: Buffer): { scale: number; duration: number } | undefined {
  const long = box.readUInt8(0) === 1;
  const scale = box.readUInt32BE(long ? 20 : 12);
  const duration = long ? Number(box.readBigUInt64BE(24)) : box.readUInt32BE(16);
  return scale === 0 ? undefined : { scale, duration };
}

function descend(box: Buffer, ...types: string[]): Buffer | undefined {
  return types.reduce<Buffer | undefined>((inner, type) => inner && findBox(inner, type), box);
}

function findBox(content: Buffer, type: string): Buffer | undefined {
  return listBoxes(content, type)[0];
}

/** Contents of all boxes of a type that are directly in this one. */
function listBoxes(content: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 8 <= content.length; ) {
    const box = parseHead(content.subarray(at, at + 16), content.length - at);
    if (!box) return found;
    if (box.type === type) found.push(content.subarray(at + box.headBytes, at + box.size));
    at += box.size;
  }
  return found;
}

function parseHead(head: Buffer, room: number) {
  if (head.length < 8) return undefined;
  const declared = head.readUInt32BE(0);
  const long = declared === 1 && head.length === 16;
  const size = declared === 0 ? room : long ? Number(head.readBigUInt64BE(8)) : declared;
  const headBytes = long ? 16 : 8;
  return size < headBytes || size > room ? undefined : { type: head.toString('latin1', 4, 8), size, headBytes };
}
