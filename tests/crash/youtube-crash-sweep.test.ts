import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startYoutubeSimulator } from '../support/youtube-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { createSteppedClock } from './support/stepped-clock.ts';
import type { Strike } from './support/strike.ts';
import { type FlowWorld, sweepFlow } from './support/sweep-flow.ts';

/** Two chunks, so that there is a first, a last, and a place in between. */
const source = createTestVideo(8 * 1024 * 1024 + 300_001);

async function open(): Promise<FlowWorld> {
  const clock = createSteppedClock();
  const limits = { dailyInserts: 100_000, dailyUnits: 1_000_000, channelDailyUploads: 100_000, maxKeptBytes: 0 };
  const simulator = await startYoutubeSimulator({ clock: clock.now, youtube: { ...limits, processingSeconds: 10 } });
  const connection = buildConnection({ tokens: sealPlainly(await simulator.connect()) });
  let titles = 0;
  return {
    close: simulator.close,
    async run(strike?: Strike) {
      titles += 1;
      const title = `Video ${titles}`;
      const plain = buildPost({ sizeBytes: source.sizeBytes });
      const { post, calls } = await postThrough({
        clock,
        strike,
        source,
        connection,
        post: { ...plain, request: { ...plain.request, title } },
        publisher: (send) => createYoutubePublisher(simulator.addresses, send),
        oauth: simulator.oauthOver,
        halveNextAnswer: () => simulator.setFaults({ operation: '*', kind: 'half-answer' }),
      });
      const rows = (await simulator.ledger()).filter((row) => row.title === title);
      const [row] = rows;
      const { state, remoteId, error } = post;
      const isRight =
        state === 'published' && rows.length === 1 && row?.remoteId === remoteId && row.sha256 === source.sha256;
      const found = rows.map(({ remoteId: id, bytes }) => ({ id, bytes }));
      return { problem: isRight ? undefined : JSON.stringify({ state, remoteId, error, found }), calls };
    },
  };
}

sweepFlow({
  name: 'YouTube',
  open,
  mustCall: ['sign-in POST', 'youtube POST', 'youtube PUT', 'youtube GET', 'media.open', 'posts.claim', 'hints.send'],
});
