import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { Send } from '../../shared/platforms/send.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { createStrikes, type Strike } from './support/strike.ts';

const source = createTestVideo(5000);
const files = {
  image: Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(2000, 7)]),
  words: Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nHallo\n'),
};
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const dueAfterMs = 10 * 60_000;

let simulator: YoutubeSimulator;
let connection: Connection;
let playlistIds: string[];
let titles = 0;
let aheadMs = 0;

beforeAll(async () => {
  const limits = { dailyInserts: 100_000, dailyUnits: 10_000_000, channelDailyUploads: 100_000 };
  simulator = await startYoutubeSimulator({
    youtube: { ...limits, channelDailyThumbnails: 100_000, processingSeconds: 10 },
  });
  const granted = await simulator.connect();
  connection = buildConnection({ tokens: sealPlainly(granted) });
  playlistIds = [await createPlaylist(granted.accessToken), await createPlaylist(granted.accessToken)];
});
afterAll(() => simulator.close());

async function createPlaylist(token: string): Promise<string> {
  const answer = await fetch(`${simulator.url}/youtube/youtube/v3/playlists?part=snippet`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ snippet: { title: 'A list' } }),
  });
  return (await answer.json()).id;
}

const advance = async (seconds: number) => {
  aheadMs += seconds * 1000;
  await simulator.advance(seconds);
};

function buildScheduledPost(title: string) {
  const plain = buildPost({ sizeBytes: source.sizeBytes, dueAt: Date.now() + aheadMs + dueAfterMs });
  const file = (objectKey: keyof typeof files, contentType: string) => {
    const sizeBytes = files[objectKey].length;
    return { objectKey, contentType, sizeBytes };
  };
  const thumbnail = file('image', 'image/jpeg');
  const captions = [{ language: 'de', file: file('words', 'text/plain') }];
  return { ...plain, request: { ...plain.request, title, visibility: 'public', thumbnail, captions, playlistIds } };
}

/** Runs one scheduled post with one strike. @returns what is wrong with the outcome, and the outside calls that were made */
async function run(strike?: Strike): Promise<{ problem: string | undefined; calls: readonly string[] }> {
  titles += 1;
  const title = `Video ${titles}`;
  const strikes = createStrikes(strike);
  const publisher = (send: Send) => createYoutubePublisher(simulator.addresses, send);
  const own = { oauth: simulator.oauth, advance };
  const post = buildScheduledPost(title);
  const ended = await postThrough({ simulator: own, publisher, source, post, strikes, connection, files, aheadMs });
  const { state, remoteId, error } = ended;
  const ledger = await simulator.ledger();
  const videos = ledger.filter((row) => row.title === title);
  const rest = ledger.filter(({ description }) => remoteId !== null && description?.includes(remoteId));
  const found = [
    state,
    error,
    videos.map(({ remoteId: id, sha256, publishedAt }) => [id === remoteId, sha256, publishedAt]),
    rest.map(({ kind, sha256, description }) => [kind, sha256 ?? description]),
  ];
  const expected = [
    'published',
    null,
    [[true, source.sha256, new Date(post.dueAt ?? 0).toISOString()]],
    [
      ['thumbnail', hashOf(files.image)],
      ['caption', hashOf(files.words)],
      ...playlistIds.map((id) => ['playlistItem', `${id}/${remoteId}`]),
    ],
  ];
  const isRight = JSON.stringify(found) === JSON.stringify(expected);
  return { problem: isRight ? undefined : JSON.stringify(found), calls: strikes.calls };
}

it('without a strike makes the calls that are swept below', async () => {
  const { problem, calls } = await run();
  expect(problem).toBeUndefined();
  const toYoutube = calls
    .filter((call) => /^youtube POST|^asset/.test(call))
    .map((call) => call.replace('/youtube', ''));
  expect(toYoutube).toEqual([
    'youtube POST /upload/youtube/v3/videos',
    'asset.open',
    'youtube POST /upload/youtube/v3/thumbnails/set',
    'asset.open',
    'youtube POST /upload/youtube/v3/captions',
    'youtube POST /youtube/v3/playlistItems',
    'youtube POST /youtube/v3/playlistItems',
  ]);
});

describe.each(['crash', 'error'] as const)('%s', (mode) => {
  it.each(['before', 'middle', 'after'] as const)(
    '%s every outside call: out once, when it was due, with everything that belongs to it once',
    async (point) => {
      const { calls } = await run();
      const broken: string[] = [];
      for (const [call, name] of calls.entries()) {
        if (point === 'middle' && name !== 'media.open' && name !== 'asset.open') continue;
        const { problem } = await run({ call, point, mode });
        if (problem) broken.push(`${mode} ${point} call ${call} (${name}): ${problem}`);
      }
      expect(broken).toEqual([]);
    },
    300_000,
  );
});
