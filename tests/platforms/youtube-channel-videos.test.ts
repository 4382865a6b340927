import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VideoSource } from '../../shared/domain/posts/publisher.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { isShort } from '../../shared/platforms/youtube/is-short.ts';
import { type ChannelPage, listChannelVideos } from '../../shared/platforms/youtube/list-channel-videos.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { drivePublisher } from './support/drive-publisher.ts';

let simulator: YoutubeSimulator;
let clip: Buffer;
beforeAll(async () => {
  simulator = await startYoutubeSimulator();
  clip = await readFile(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
});
afterAll(() => simulator.close());

/** The clip, or the same clip turned by a quarter, which makes it upright. */
function sourceOf(isTurned: boolean): VideoSource {
  const bytes = Buffer.from(clip);
  for (let at = isTurned ? bytes.indexOf('tkhd') : -1; at >= 0; at = bytes.indexOf('tkhd', at + 4)) {
    // The matrix comes 44 bytes after the box's name: 0 1 -1 0 is a quarter turn.
    bytes.writeInt32BE(0, at + 44);
    bytes.writeInt32BE(0x10000, at + 48);
    bytes.writeInt32BE(-0x10000, at + 56);
    bytes.writeInt32BE(0, at + 60);
  }
  const open = async (start: number, end: number) => Readable.from([bytes.subarray(start, end + 1)]);
  const share = async () => 'https://bucket.example/object';
  return { filename: 'clip.mp4', contentType: 'video/mp4', sizeBytes: bytes.length, open, share };
}

async function post(account: string, request: object, isTurned = false): Promise<void> {
  const { accessToken } = await simulator.connect(account);
  const publisher = createYoutubePublisher(simulator.addresses);
  const options = { publisher, source: sourceOf(isTurned), accessToken: async () => accessToken };
  await drivePublisher({ ...options, request: { ...request }, wait: simulator.advance });
}

const list = async (account: string, page: Partial<ChannelPage> & Pick<ChannelPage, 'pageSize'>) =>
  listChannelVideos(sendOverHttp, simulator.addresses, (await simulator.connect(account)).accessToken, {
    hideShorts: false,
    ...page,
  });

describe('the videos of a channel', () => {
  it('are listed newest first, private ones too, page by page', async () => {
    await post('ada', { title: 'First' });
    await post('ada', { title: 'Second', visibility: 'public' });
    await post('ada', { title: 'Third', visibility: 'unlisted' }, true);
    const page = await list('ada', { pageSize: 2 });
    expect(page.videos.map(({ title, visibility, isShort: short }) => [title, visibility, short])).toEqual([
      ['Third', 'unlisted', true],
      ['Second', 'public', false],
    ]);
    const [video] = page.videos;
    expect(video).toEqual({
      id: expect.stringMatching(/^[\w-]{11}$/),
      title: 'Third',
      description: 'Words',
      visibility: 'unlisted',
      publishedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      durationSeconds: expect.any(Number),
      isShort: true,
      thumbnailUrl: expect.stringContaining(video?.id ?? '?'),
    });
    const long = await list('ada', { pageSize: 2, hideShorts: true });
    expect(long.videos.map(({ title }) => title)).toEqual(['Second']);
    const rest = await list('ada', { pageSize: 2, pageToken: page.nextPageToken ?? '' });
    expect(rest).toMatchObject({ videos: [{ title: 'First' }], nextPageToken: null });
  });

  it('may be none', async () => {
    const none = { videos: [], nextPageToken: null };
    expect(await list('ben', { pageSize: 50 })).toEqual(none);
    expect(await list('cleo', { pageSize: 50 })).toEqual(none);
  });

  it('cannot be had with a wrong page or with a token that has ended', async () => {
    await expect(list('ada', { pageSize: 5, pageToken: 'nope' })).rejects.toMatchObject({
      causeCode: 'invalidPageToken',
    });
    const dead = listChannelVideos(sendOverHttp, simulator.addresses, 'dead', { pageSize: 5, hideShorts: false });
    await expect(dead).rejects.toMatchObject({ kind: 'reauthorize' });
  });
});

describe('a Short', () => {
  const upright = { widthPixels: 1080, heightPixels: 1920 };
  it.each([
    [180, upright, '2026-01-01T00:00:00Z', true],
    [181, upright, '2026-01-01T00:00:00Z', false],
    [61, upright, '2024-10-14T23:59:59Z', false],
    [60, upright, '2024-10-14T23:59:59Z', true],
    [30, { widthPixels: 500, heightPixels: 500 }, '2026-01-01T00:00:00Z', true],
    [30, { widthPixels: 1920, heightPixels: 1080 }, '2026-01-01T00:00:00Z', false],
    [30, { widthPixels: 1920, heightPixels: 1080, rotation: 'clockwise' }, '2026-01-01T00:00:00Z', true],
    [30, undefined, '2026-01-01T00:00:00Z', true],
    [181, undefined, '2026-01-01T00:00:00Z', false],
    [null, upright, '2026-01-01T00:00:00Z', false],
  ])('of %p seconds, %j, %s: %p', (seconds, picture, publishedAt, expected) => {
    expect(isShort(seconds, picture, publishedAt)).toBe(expected);
  });
});
