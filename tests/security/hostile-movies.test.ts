import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { readHeader } from '../../shared/media/read-header.ts';
import fc from '../support/fast-check.ts';

const clip = readFileSync(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The clip with another number at a place inside one of its boxes. */
function withNumber(type: string, offset: number, value: number): Buffer {
  const bytes = Buffer.from(clip);
  bytes.writeUInt32BE(value, bytes.indexOf(type, 0, 'latin1') + 4 + offset);
  return bytes;
}

async function look(file: Buffer) {
  let readBytes = 0;
  let reads = 0;
  const media = await readHeader(file.length, async (start, end) => {
    reads += 1;
    readBytes += end + 1 - start;
    return file.subarray(start, end + 1);
  });
  return { media, reads, readBytes };
}

const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
};
const endless = (file: Buffer) => Buffer.concat([clip.subarray(0, clip.readUInt32BE(0)), file]);

/** Small files that promise a lot; each has undone some reader of movies. */
const bombs: readonly (readonly [string, Buffer])[] = [
  ['four thousand million samples of one size', withNumber('stsz', 8, 0xffff_ffff)],
  ['a hundred million samples of one size', withOneSize(100_000_000)],
  ...['stts', 'stsc', 'stco', 'stss', 'ctts', 'elst', 'stsd', 'dref'].map((type): [string, Buffer] => [
    `four thousand million entries of ${type}`,
    withNumber(type, 4, 0xffff_ffff),
  ]),
  [
    'extents without size',
    endless(box('moov', box('meta', numbers(0), box('iloc', numbers(0), Buffer.alloc(60_000, 0xff))))),
  ],
  [
    'a thousand boxes in each other',
    endless(Array.from({ length: 1000 }).reduce<Buffer>((inner) => box('mdia', inner), Buffer.alloc(0))),
  ],
  [
    'a thousand levels inside a track',
    endless(
      box(
        'moov',
        box(
          'trak',
          Array.from({ length: 1000 }).reduce<Buffer>((inner) => box('mdia', inner), Buffer.alloc(0)),
        ),
      ),
    ),
  ],
  ['a hundred thousand tracks', endless(box('moov', ...Array.from({ length: 100_000 }, () => box('trak'))))],
  ['a hundred thousand empty boxes', endless(Buffer.concat(Array.from({ length: 100_000 }, () => box('free'))))],
  ['a box that is smaller than its head', endless(numbers(4, 0x6d6f6f76))],
  ['a box that is longer than all files', endless(numbers(1, 0x6d6f6f76, 0xffff_ffff, 0xffff_ffff))],
  ['a description of sound that never ends', withNumber('esds', 4, 0x0380_8080)],
];

/** Samples of one size need no table, so a few bytes announce any number of them. */
function withOneSize(count: number): Buffer {
  const bytes = withNumber('stsz', 4, 1);
  bytes.writeUInt32BE(count, bytes.indexOf('stsz', 0, 'latin1') + 12);
  return bytes;
}

const run = promisify(execFile);
const program = `
  import { readHeader } from ${JSON.stringify(new URL('../../shared/media/read-header.ts', import.meta.url).href)};
  const file = Buffer.concat(await process.stdin.toArray());
  await readHeader(file.length, async (start, end) => file.subarray(start, end + 1));
`;

describe('a small file that promises a lot', () => {
  it.each(bombs)('%s', async (_, file) => {
    // In a process of its own with little memory: an attack that works ends it.
    const child = run(process.execPath, ['--max-old-space-size=48', '--input-type=module', '-e', program], {
      timeout: 20_000,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    child.child.stdin?.end(file);
    await expect(child).resolves.toBeDefined();
    const { readBytes, reads } = await look(file);
    expect(readBytes).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(reads).toBeLessThan(200);
  });
});

describe('a real file', () => {
  it('tells its frame rate although nobody reads its tables', async () => {
    expect((await look(clip)).media).toMatchObject({
      frame_rate: 30,
      video_codec: 'avc1.64001f',
      audio_codec: 'mp4a.40.2',
    });
  });

  it('of a whole day of uncompressed sound is looked at like any other', async () => {
    expect((await look(withOneSize(48_000 * 86_400))).media).toMatchObject({ duration_seconds: 4, width: 640 });
  });

  it('whose bytes were changed is read or refused, and never throws', async () => {
    const change = fc.record({ at: fc.nat(2600), value: fc.nat(0xffff_ffff) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const file = Buffer.from(clip.subarray(0, 4096));
        for (const { at, value } of changes) file.writeUInt32BE(value, at);
        expect((await look(file)).readBytes).toBeLessThanOrEqual(2 * 1024 * 1024);
      }),
      { numRuns: 500 },
    );
  });
});
