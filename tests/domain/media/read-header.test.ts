import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readHeader } from '../../../shared/media/read-header.ts';
import fc from '../../support/fast-check.ts';

const mp4 = readFileSync(new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url));
const mov = readFileSync(new URL('../../fixtures/clip-moov-last.mov', import.meta.url));

/** Serves ranges of a buffer and counts the bytes that were read. */
function rangesOf(file: Uint8Array) {
  const counter = { bytes: 0 };
  const read = async (start: number, end: number) => {
    counter.bytes += end - start + 1;
    return file.subarray(start, end + 1);
  };
  return { counter, read };
}

/** The same movie with `mebibytes` of other data between the file type and the rest, as `mdat` boxes of 1 MiB. */
function withGap(file: Buffer, mebibytes: number): Buffer {
  const ftypBytes = file.readUInt32BE(0);
  const data = Buffer.alloc(1024 * 1024, 0x5a);
  data.writeUInt32BE(data.length, 0);
  data.write('mdat', 4, 'latin1');
  return Buffer.concat([
    file.subarray(0, ftypBytes),
    ...Array.from({ length: mebibytes }, () => data),
    file.subarray(ftypBytes),
  ]);
}

describe('readHeader', () => {
  it('reads a movie header at the start', async () => {
    expect(await readHeader(mp4.length, rangesOf(mp4).read)).toEqual({
      duration_seconds: 4,
      width: 640,
      height: 360,
      frame_rate: 30,
      video_codec: 'avc1.64001f',
      audio_codec: 'mp4a.40.2',
      moov_at_start: true,
    });
  });

  it('finds a movie header at the end', async () => {
    expect(await readHeader(mov.length, rangesOf(mov).read)).toMatchObject({
      duration_seconds: 4,
      moov_at_start: false,
    });
  });

  it('skips what it need not read', async () => {
    const file = withGap(mov, 8);
    const { counter, read } = rangesOf(file);
    expect(await readHeader(file.length, read)).toMatchObject({ width: 640 });
    expect(counter.bytes).toBeLessThan(2 * 1024 * 1024);
  });

  it('gives up within its limit and never throws on rubbish', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 4096 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (tail, behindRealHeader) => {
        const file = behindRealHeader ? Buffer.concat([mp4.subarray(0, 600), tail]) : Buffer.from(tail);
        const { counter, read } = rangesOf(file);
        expect(await readHeader(file.length, read)).toBeUndefined();
        expect(counter.bytes).toBeLessThanOrEqual(2.2 * 1024 * 1024);
      }),
    );
  });
});
