/** Reads bytes `start` to `end`, both included. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

/** A stretch of the file, `end` not included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A box by its four letters, and where its content is. */
export interface Box extends Stretch {
  readonly type: string;
}

/** The file is no sequence of boxes, or has more of them than anybody needs. */
export class BrokenFileError extends Error {}

export interface BoxReader {
  /** The boxes of a stretch, one after the other; what is in them is not read. */
  boxesIn(stretch: Stretch): AsyncGenerator<Box>;
  /** @throws BrokenFileError beyond the stretch, and when too much of the file was read already */
  bytesOf(stretch: Stretch, offset: number, count: number): Promise<Buffer>;
}

/** Read at once, because the next box is mostly near. */
const windowBytes = 32 * 1024;
/** Never read more of a file than this to learn what it holds. */
const maxReadBytes = 2 * 1024 * 1024;
/** Real files have a few hundred. */
const maxBoxes = 10_000;

/**
 * Walks through the boxes of an ISO media file. Sizes and counts in the file are never believed: nothing is reserved or
 * repeated because a file says so, so that a small file cannot cost more than a small file.
 * @see https://developer.apple.com/documentation/quicktime-file-format/atoms
 */
export function openBoxes(sizeBytes: number, readRange: ReadRange): BoxReader {
  let window = { start: 0, bytes: Buffer.alloc(0) };
  let readBytes = 0;
  let boxes = 0;

  async function read(start: number, end: number): Promise<Buffer> {
    const isInside = start >= window.start && end <= window.start + window.bytes.length;
    if (!isInside) {
      const upTo = Math.min(sizeBytes, Math.max(end, start + windowBytes));
      readBytes += upTo - start;
      if (end > sizeBytes || readBytes > maxReadBytes) throw new BrokenFileError();
      window = { start, bytes: Buffer.from(await readRange(start, upTo - 1)) };
    }
    const bytes = window.bytes.subarray(start - window.start, end - window.start);
    if (bytes.length < end - start) throw new BrokenFileError();
    return bytes;
  }

  async function readBox(start: number, limit: number): Promise<Box> {
    boxes += 1;
    if (boxes > maxBoxes || limit - start < 8) throw new BrokenFileError();
    const head = await read(start, Math.min(start + 16, limit));
    const stated = head.readUInt32BE(0);
    const isLarge = stated === 1;
    if (isLarge && head.length < 16) throw new BrokenFileError();
    const headBytes = isLarge ? 16 : 8;
    const size = isLarge ? Number(head.readBigUInt64BE(8)) : stated || limit - start;
    if (size < headBytes || start + size > limit) throw new BrokenFileError();
    return { type: head.toString('latin1', 4, 8), start: start + headBytes, end: start + size };
  }

  return {
    async *boxesIn({ start, end }) {
      // Four bytes of zero may end a list of boxes in QuickTime files.
      for (let at = start; end - at >= 8; ) {
        const box = await readBox(at, end);
        yield box;
        at = box.end;
      }
    },
    async bytesOf({ start, end }, offset, count) {
      if (start + offset + count > end) throw new BrokenFileError();
      return read(start + offset, start + offset + count);
    },
  };
}
