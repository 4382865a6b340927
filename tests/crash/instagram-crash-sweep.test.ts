import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import { buildInstagramRequest, makeClip, startFileServer } from '../platforms/support/instagram-world.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startInstagramSimulator } from '../support/instagram-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { isOutcomeRight } from './support/judge-outcome.ts';
import { createSteppedClock } from './support/stepped-clock.ts';
import type { Strike } from './support/strike.ts';
import { type FlowWorld, sweepFlow } from './support/sweep-flow.ts';

type Login = 'instagram_login' | 'facebook_login';
const remoteId = '17841400000000001';
const limits = {
  instagram: { dailyPosts: 100_000, dailyContainers: 100_000, hourlyCalls: 1_000_000, processingSeconds: 3 },
  meta: { longTokenSeconds: 10_000 * 24 * 3600 },
};

/** Longer than whatever goes wrong delays it, except that a try to publish may take its time. */
const dueAfterMs = 90 * 60_000;
const cancelAfterMs = 20 * 60_000;

/** now · landed ahead, out at its time · landed ahead, and taken back before */
type Plan = 'now' | 'planned' | 'withdrawn';

async function open(variant: Login, plan: Plan): Promise<FlowWorld> {
  const clock = createSteppedClock();
  const simulator = await startInstagramSimulator({ clock: clock.now, ...limits });
  const files = await startFileServer();
  const source = files.serve(makeClip(300_001));
  const tokens = sealPlainly(await simulator.connect(variant));
  // A token is not renewed on its first day.
  clock.goTo(clock.now() + 25 * 3600_000);
  const connection = buildConnection({ platform: 'instagram', remoteId, variant, tokens });
  let captions = 0;
  return {
    close: () => Promise.all([simulator.close(), files.close()]),
    async run(strike?: Strike) {
      captions += 1;
      const caption = `Video ${captions}`;
      const firstComment = `Comment ${captions}`;
      const request = buildInstagramRequest({ caption, firstComment });
      const begin = clock.now();
      const dueAt = plan === 'now' ? null : begin + dueAfterMs;
      const { post, calls } = await postThrough({
        clock,
        strike,
        source,
        connection,
        post: buildPost({ platform: 'instagram', sizeBytes: source.sizeBytes, request, dueAt }),
        publisher: (send) => createInstagramPublisher(simulator.addresses, send),
        oauth: (send) => simulator.oauthOver(variant, send),
        halveNextAnswer: () => simulator.setFaults({ platform: 'instagram', operation: '*', kind: 'half-answer' }),
        ...(plan === 'withdrawn' && { cancelAt: begin + cancelAfterMs }),
        ...(variant === 'instagram_login' && { simulatorSettled: simulator.settled }),
      });
      const ledger = await simulator.ledger();
      const reels = ledger.filter(({ kind, title }) => kind === 'reel' && title === caption);
      const comments = ledger.filter(({ kind, title }) => kind === 'comment' && title === firstComment);
      const { state, error } = post;
      const isWithdrawn = plan === 'withdrawn';
      const isRight = isOutcomeRight({ post, rows: reels, sha256: source.sha256, strike, isWithdrawn });
      const isEarly = reels.some(({ publishedAt }) => Date.parse(publishedAt ?? '') < (dueAt ?? 0));
      // A comment too few is said, one too many never happens.
      const isCommented =
        comments.length === (state !== 'published' || error?.code === 'first_comment_missing' ? 0 : 1);
      const found = JSON.stringify({ state, error, reels: reels.length, comments: comments.length });
      return { problem: isRight && isCommented && !isEarly ? undefined : found, calls };
    },
  };
}

for (const [variant, login, source] of [
  ['instagram_login', 'Instagram Login', 'media.share'],
  ['facebook_login', 'Facebook Login', 'media.open'],
] as const) {
  const name = `Instagram by ${login}`;
  const mustCall = ['sign-in GET', '/media_publish', '/comments', source];
  sweepFlow({ name, open: () => open(variant, 'now'), mustCall });
  sweepFlow({ name: `${name}, landed ahead`, open: () => open(variant, 'planned'), mustCall });
  sweepFlow({
    name: `${name}, landed ahead and taken back`,
    open: () => open(variant, 'withdrawn'),
    isWithdrawn: true,
    mustCall: ['sign-in GET', source],
  });
}
