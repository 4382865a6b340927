import { createHash } from 'node:crypto';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startYoutubeSimulator } from '../support/youtube-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { isOutcomeRight } from './support/judge-outcome.ts';
import { createSteppedClock } from './support/stepped-clock.ts';
import type { Strike } from './support/strike.ts';
import { type FlowWorld, sweepFlow } from './support/sweep-flow.ts';

const source = createTestVideo(5000);
const files = {
  image: Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(2000, 7)]),
  words: Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nHallo\n'),
};
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Longer than whatever goes wrong delays it. */
const dueAfterMs = 90 * 60_000;

async function createPlaylist(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/youtube/youtube/v3/playlists?part=snippet`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ snippet: { title: 'A list' } }),
  });
  return (await answer.json()).id;
}

function buildScheduledPost(title: string, dueAt: number, playlistIds: readonly string[]) {
  const plain = buildPost({ sizeBytes: source.sizeBytes, dueAt });
  const file = (objectKey: keyof typeof files, contentType: string) => {
    const sizeBytes = files[objectKey].length;
    return { objectKey, contentType, sizeBytes };
  };
  const thumbnail = file('image', 'image/jpeg');
  const captions = [{ language: 'de', file: file('words', 'text/plain') }];
  return { ...plain, request: { ...plain.request, title, visibility: 'public', thumbnail, captions, playlistIds } };
}

async function open(): Promise<FlowWorld> {
  const clock = createSteppedClock();
  const limits = { dailyInserts: 100_000, dailyUnits: 10_000_000, channelDailyUploads: 100_000 };
  const simulator = await startYoutubeSimulator({
    clock: clock.now,
    youtube: { ...limits, channelDailyThumbnails: 100_000, processingSeconds: 10 },
  });
  const granted = await simulator.connect();
  const connection = buildConnection({ tokens: sealPlainly(granted) });
  const create = () => createPlaylist(simulator.url, granted.accessToken);
  const playlistIds = [await create(), await create()];
  let titles = 0;
  return {
    close: simulator.close,
    async run(strike?: Strike) {
      titles += 1;
      const title = `Video ${titles}`;
      const planned = buildScheduledPost(title, clock.now() + dueAfterMs, playlistIds);
      const { post, calls } = await postThrough({
        clock,
        strike,
        source,
        files,
        connection,
        post: planned,
        publisher: (send) => createYoutubePublisher(simulator.addresses, send),
        oauth: simulator.oauthOver,
        halveNextAnswer: () => simulator.setFaults({ operation: '*', kind: 'half-answer' }),
      });
      const { state, remoteId, error } = post;
      const ledger = await simulator.ledger();
      const videos = ledger.filter((row) => row.title === title);
      const rest = ledger.filter(({ description }) => remoteId !== null && description?.includes(remoteId));
      const found = {
        times: videos.map(({ publishedAt }) => publishedAt),
        rest: rest.map(({ kind, sha256, description }) => [kind, sha256 ?? description]),
      };
      const whole = {
        times: [new Date(planned.dueAt ?? 0).toISOString()],
        rest: [
          ['thumbnail', hashOf(files.image)],
          ['caption', hashOf(files.words)],
          ...playlistIds.map((id) => ['playlistItem', `${id}/${remoteId}`]),
        ],
      };
      const isCancelled = state === 'cancelled';
      const isRight =
        isOutcomeRight({ post, rows: videos, sha256: source.sha256, strike }) &&
        JSON.stringify(found) === JSON.stringify(isCancelled ? { times: [], rest: [] } : whole);
      return { problem: isRight ? undefined : JSON.stringify({ state, error, ...found }), calls };
    },
  };
}

sweepFlow({
  name: 'YouTube, landed ahead, with thumbnail, captions and playlists',
  open,
  mustCall: ['thumbnails/set', 'v3/captions', 'v3/playlistItems', 'youtube PUT', 'asset.open', 'media.open'],
});
