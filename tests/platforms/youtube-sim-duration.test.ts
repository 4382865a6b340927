import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMp4DurationMs } from '../../local/platforms/youtube/mp4-duration.ts';
import { makeBytes, put, startWorld, video, type World } from './youtube-sim-world.ts';

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** The shortest file that states a duration; the header comes last, as cameras write it. */
function makeMp4(seconds: number): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(600, 12);
  header.writeUInt32BE(seconds * 600, 16);
  const ftyp = box('ftyp', Buffer.from('isom'));
  return Buffer.concat([ftyp, box('mdat', makeBytes(1000)), box('moov', box('mvhd', header))]);
}

describe('duration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duration-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const durationOf = (content: Buffer) => {
    const path = join(folder, 'file');
    writeFileSync(path, content);
    return readMp4DurationMs(path, content.length);
  };

  it('is read from the movie header', () => {
    expect(durationOf(makeMp4(75))).toBe(75_000);
  });

  it.each([
    ['random bytes', makeBytes(5000)],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(5000)],
    ['a header that is cut off', makeMp4(75).subarray(0, 1040)],
    ['a box longer than the file', box('moov', Buffer.alloc(4)).fill(0x7f, 0, 4)],
  ])('is unknown for %s', (_, content) => {
    expect(durationOf(content)).toBeUndefined();
  });
});

describe('long videos', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ youtube: { processingSeconds: 10 } });
  });
  afterAll(() => world.close());

  it.each([
    ['ada', 16 * 60, 'processed', 'PT16M'],
    ['dana', 15 * 60, 'processed', 'PT15M'],
    ['dana', 15 * 60 + 1, 'rejected', 'PT15M1S'],
    ['ada', 12 * 3600 + 1, 'rejected', 'PT12H1S'],
  ])('on the channel of %s of %i seconds are %s', async (account, seconds, uploadStatus, duration) => {
    const token = await world.signIn(account);
    const bytes = makeMp4(seconds);
    const opened = await world.open(token, bytes.length, video());
    const { id } = (await put(token, String(opened.headers.location), bytes)).json;
    const look = async () =>
      (await world.api(token, 'GET', `/youtube/v3/videos?part=status,contentDetails&id=${id}`)).json.items[0];
    expect(await look()).toMatchObject({ status: { uploadStatus: 'uploaded' }, contentDetails: { duration: 'P0D' } });
    await world.advance(11);
    const { status, contentDetails } = await look();
    expect([status.uploadStatus, contentDetails.duration]).toEqual([uploadStatus, duration]);
    if (uploadStatus === 'rejected') expect(status.rejectionReason).toBe('length');
  });
});
