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

/** Two chunks, so that there is a first, a last, and a place in between. */
const source = createTestVideo(8 * 1024 * 1024 + 300_001);

/** Longer than whatever goes wrong delays it. */
const dueAfterMs = 90 * 60_000;
const cancelAfterMs = 20 * 60_000;

async function open(isWithdrawn: boolean): Promise<FlowWorld> {
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
      const begin = clock.now();
      const plain = buildPost({ sizeBytes: source.sizeBytes, dueAt: isWithdrawn ? begin + dueAfterMs : null });
      const visibility = isWithdrawn ? 'public' : 'private';
      const { post, calls } = await postThrough({
        clock,
        strike,
        source,
        connection,
        post: { ...plain, request: { ...plain.request, title, visibility } },
        publisher: (send) => createYoutubePublisher(simulator.addresses, send),
        oauth: simulator.oauthOver,
        halveNextAnswer: () => simulator.setFaults({ operation: '*', kind: 'half-answer' }),
        ...(isWithdrawn && { cancelAt: begin + cancelAfterMs }),
      });
      const rows = (await simulator.ledger()).filter((row) => row.title === title);
      const { state, remoteId, error } = post;
      const isRight = isOutcomeRight({ post, rows, sha256: source.sha256, strike, isWithdrawn });
      const found = rows.map(({ remoteId: id, bytes }) => ({ id, bytes }));
      return { problem: isRight ? undefined : JSON.stringify({ state, remoteId, error, found }), calls };
    },
  };
}

sweepFlow({
  name: 'YouTube',
  open: () => open(false),
  mustCall: ['sign-in POST', 'youtube POST', 'youtube PUT', 'youtube GET', 'media.open', 'posts.claim', 'hints.send'],
});

sweepFlow({
  name: 'YouTube, landed ahead and taken back',
  open: () => open(true),
  isWithdrawn: true,
  mustCall: ['youtube PUT', 'youtube DELETE'],
});
