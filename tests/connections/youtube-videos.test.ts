import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listYoutubeVideos } from '../../functions/connections/list-youtube-videos.ts';
import { connectionRoutes } from '../../shared/contract/routes/connections.ts';
import { platformSettings } from '../../shared/contract/settings/platforms.ts';
import type { VideoSource } from '../../shared/domain/posts/publisher.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { listChannelVideos } from '../../shared/platforms/youtube/list-channel-videos.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { drivePublisher } from '../platforms/support/drive-publisher.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { type ConnectionsWorld, createConnectionsWorld, granted, person } from './connections-world.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const anna = person();

let dynamo: Dynoxide;
let simulator: YoutubeSimulator;
let world: ConnectionsWorld;
let accessToken: string;

async function upload(title: string): Promise<void> {
  const bytes = await readFile(clip);
  const source: VideoSource = {
    filename: 'clip.mp4',
    contentType: 'video/mp4',
    sizeBytes: bytes.length,
    open: async (start, end) => Readable.from([bytes.subarray(start, end + 1)]),
    share: async () => 'https://bucket.example/object',
  };
  const request = platformRules.youtube.buildRequest({
    settings: platformSettings.youtube.defaults,
    texts: { title, description: 'Words', tags: '' },
    assets: {},
  });
  const publisher = createYoutubePublisher(simulator.addresses);
  const results = await drivePublisher({
    publisher,
    source,
    request,
    accessToken: async () => accessToken,
    wait: (seconds) => simulator.advance(seconds),
  });
  expect(results.at(-1)).toMatchObject({ state: 'published' });
}

beforeAll(async () => {
  dynamo = await startDynoxide();
  simulator = await startYoutubeSimulator();
  world = createConnectionsWorld(await createTestTable(dynamo.url));
  const tokens = await simulator.connect('ada');
  accessToken = tokens.accessToken;
  world.script.exchangeCode = async () => ({ ...granted, accessToken });
  Object.assign(world.deps, {
    listChannelVideos: (token: string, page: Parameters<typeof listChannelVideos>[3]) =>
      listChannelVideos(sendOverHttp, simulator.addresses, token, page),
  });
}, 30_000);
afterAll(async () => {
  await simulator.close();
  await dynamo.close();
});

describe('GET /api/youtube/videos', () => {
  const ask = (given: Record<string, unknown> = {}) => {
    const query = connectionRoutes.listYoutubeVideos.query.parse(given);
    return listYoutubeVideos({ params: undefined, query, body: undefined }, anna, world.deps);
  };

  it('is 404 without an account', async () => {
    await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lists the channel’s own uploads, the newest first, page by page', async () => {
    await world.connect('youtube', anna);
    expect(await ask()).toEqual({ videos: [], next_page_token: null });
    for (const title of ['One', 'Two', 'Three']) await upload(title);
    const first = await ask({ page_size: '2' });
    expect(first.videos.map(({ title }) => title)).toEqual(['Three', 'Two']);
    expect(first.videos[0]).toMatchObject({ visibility: 'private', duration_seconds: 4, description: 'Words' });
    expect(first.videos[0]?.url).toBe(`https://www.youtube.com/watch?v=${first.videos[0]?.id}`);
    const second = await ask({ page_size: '2', page_token: first.next_page_token });
    expect(second.videos.map(({ title }) => title)).toEqual(['One']);
    expect(second.next_page_token).toBeNull();
    expect(connectionRoutes.listYoutubeVideos.output.parse(first)).toEqual(first);
  });

  it('hide_shorts leaves out what is short and not wide', async () => {
    const { videos } = await ask();
    const { videos: shown } = await ask({ hide_shorts: 'true' });
    expect(shown).toEqual(videos.filter((video) => !video.is_short));
  });

  it('refuses a page token of another list by its name', async () => {
    await expect(ask({ page_token: 'made-up' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: [{ path: 'page_token', message: 'Not a page of this list.' }],
    });
  });

  it('of a revoked access is 409 and marks the account', async () => {
    const { oauth } = simulator;
    world.script.refresh = oauth.refresh;
    await oauth.revoke({ accessToken, refreshToken: null });
    await expect(ask()).rejects.toMatchObject({ code: 'reconnect_needed' });
    expect(await world.connections.list(anna.caller.userId)).toMatchObject([{ state: 'reconnect' }]);
  });
});

describe('a Short', () => {
  const list = async (duration: string, stream?: { widthPixels: number; heightPixels: number }) => {
    const answers: Record<string, unknown> = {
      '/youtube/v3/channels': { items: [{ contentDetails: { relatedPlaylists: { uploads: 'UU1' } } }] },
      '/youtube/v3/playlistItems': { items: [{ contentDetails: { videoId: 'v1' } }] },
      '/youtube/v3/videos': {
        items: [
          {
            id: 'v1',
            snippet: { title: 'T', publishedAt: '2026-01-01T00:00:00Z' },
            status: { privacyStatus: 'public' },
            contentDetails: { duration },
            ...(stream && { fileDetails: { videoStreams: [stream] } }),
          },
        ],
      },
    };
    const send = async ({ url }: { url: URL }) => ({
      status: 200,
      headers: {},
      text: JSON.stringify(answers[url.pathname.replace(/^\/youtube(?=\/youtube)/, '')]),
    });
    const page = { pageSize: 5, hideShorts: false };
    return (await listChannelVideos(send, simulator.addresses, 'token', page)).videos[0];
  };

  it.each([
    ['PT3M', { widthPixels: 1080, heightPixels: 1920 }, 180, true],
    ['PT3M', { widthPixels: 1080, heightPixels: 1080 }, 180, true],
    ['PT3M', undefined, 180, true],
    ['PT59S', { widthPixels: 1920, heightPixels: 1080 }, 59, false],
    ['PT3M1S', { widthPixels: 1080, heightPixels: 1920 }, 181, false],
    ['P1DT2H3M4S', undefined, 93784, false],
  ])('%s with %j: %d s, short: %s', async (duration, stream, durationSeconds, isShort) => {
    expect(await list(duration, stream)).toMatchObject({ durationSeconds, isShort });
  });
});
