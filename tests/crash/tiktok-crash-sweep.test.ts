import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import type { TiktokRequest } from '../../shared/platforms/tiktok/request.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { plainRequest } from '../platforms/support/drive-tiktok.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startTiktokSimulator } from '../support/tiktok-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { isOutcomeRight } from './support/judge-outcome.ts';
import { createSteppedClock } from './support/stepped-clock.ts';
import type { Strike } from './support/strike.ts';
import { type FlowWorld, sweepFlow } from './support/sweep-flow.ts';

/** Two chunks, a first and a last; and one chunk, which is both. */
const sources = { direct: createTestVideo(20_000_033), inbox: createTestVideo(300_033) };
const limits = {
  creatorInfoPerMinute: 1000,
  initsPerMinute: 1000,
  statusPerMinute: 1000,
  dailyPosts: 100_000,
  pendingDrafts: 100_000,
  processingSeconds: 10,
  maxKeptBytes: 0,
};

interface Way {
  readonly mode: TiktokRequest['mode'];
  readonly tokens: 'classic' | 'rotating';
}

async function open({ mode, tokens }: Way): Promise<FlowWorld> {
  const clock = createSteppedClock();
  const source = tokens === 'classic' ? sources[mode] : sources.inbox;
  const simulator = await startTiktokSimulator({ clock: clock.now, tiktok: { ...limits, tokens } });
  let before = new Set<string>();
  let titles = 0;
  return {
    close: simulator.close,
    async run(strike?: Strike) {
      titles += 1;
      const request = { ...plainRequest, mode, title: `Video ${titles}` };
      const { post, calls } = await postThrough({
        clock,
        strike,
        source,
        connection: buildConnection({ platform: 'tiktok', tokens: sealPlainly(await simulator.connect()) }),
        post: buildPost({ platform: 'tiktok', sizeBytes: source.sizeBytes, request }),
        publisher: (send) => createTiktokPublisher(simulator.addresses, send),
        oauth: simulator.oauthOver,
        halveNextAnswer: () => simulator.setFaults({ operation: '*', kind: 'half-answer' }),
      });
      const ledger = await simulator.ledger();
      const rows = ledger.filter(({ remoteId }) => !before.has(remoteId));
      before = new Set(ledger.map(({ remoteId }) => remoteId));
      const { state, remoteId, error } = post;
      const isRight = isOutcomeRight({ post, rows, sha256: source.sha256, strike });
      // Where refresh tokens rotate, whoever dies between a refresh and its storage has lost the access.
      const waitsForUser = tokens === 'rotating' && state === 'reconnect' && rows.length === 0;
      const found = JSON.stringify({ state, remoteId, error, rows });
      return { problem: isRight || waitsForUser ? undefined : found, calls };
    },
  };
}

sweepFlow({
  name: 'TikTok, direct',
  open: () => open({ mode: 'direct', tokens: 'classic' }),
  mustCall: ['sign-in POST', 'creator_info/query', 'video/init', 'tiktok PUT', 'status/fetch', 'media.open'],
});

sweepFlow({
  name: 'TikTok, inbox',
  open: () => open({ mode: 'inbox', tokens: 'classic' }),
  mustCall: ['sign-in POST', 'inbox/video/init', 'tiktok PUT', 'status/fetch', 'media.open'],
});

sweepFlow({
  name: 'TikTok, around a refresh that rotates',
  open: () => open({ mode: 'direct', tokens: 'rotating' }),
  mustCall: ['sign-in POST', 'tokens.storeTokens'],
  only: /^(sign-in|vault|tokens)\b/,
});
