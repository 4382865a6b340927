import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import {
  buildInstagramRequest,
  makeClip,
  type ServedVideo,
  startFileServer,
} from '../platforms/support/instagram-world.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { type InstagramSimulator, startInstagramSimulator } from '../support/instagram-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { createStrikes, type Strike } from './support/strike.ts';

const remoteId = '17841400000000001';

describe.each(['instagram_login', 'facebook_login'] as const)('by %s', (variant) => {
  let simulator: InstagramSimulator;
  let files: Awaited<ReturnType<typeof startFileServer>>;
  let source: ServedVideo;
  let connection: Connection;
  let captions = 0;

  beforeAll(async () => {
    simulator = await startInstagramSimulator({
      instagram: { dailyPosts: 100_000, dailyContainers: 100_000, hourlyCalls: 1_000_000, processingSeconds: 3 },
      meta: { longTokenSeconds: 10_000 * 24 * 3600 },
    });
    files = await startFileServer();
    source = files.serve(makeClip(300_001));
    const granted = await simulator.connect(variant);
    // A token is not renewed on its first day.
    await simulator.advance(25 * 3600);
    connection = buildConnection({ platform: 'instagram', remoteId, variant, tokens: sealPlainly(granted) });
  });
  afterAll(async () => {
    await simulator.close();
    await files.close();
  });

  /** Runs one post with one strike. @returns what is wrong with the outcome, and the outside calls that were made */
  async function run(strike?: Strike): Promise<{ problem: string | undefined; calls: readonly string[] }> {
    captions += 1;
    const caption = `Video ${captions}`;
    const firstComment = `Comment ${captions}`;
    const request = buildInstagramRequest({ caption, firstComment });
    const post = buildPost({ platform: 'instagram', sizeBytes: source.sizeBytes, request });
    const strikes = createStrikes(strike);
    const publisher = (send: Parameters<typeof createInstagramPublisher>[1]) =>
      createInstagramPublisher(simulator.addresses, send);
    const own = { oauth: simulator.oauth[variant], advance: simulator.advance };
    const ended = await postThrough({ simulator: own, publisher, source, post, strikes, connection });
    const ledger = await simulator.ledger();
    const reels = ledger.filter(({ kind, title }) => kind === 'reel' && title === caption);
    const comments = ledger.filter(({ kind, title }) => kind === 'comment' && title === firstComment);
    const { state, error } = ended;
    const [reel] = reels;
    const isOut =
      state === 'published' && reels.length === 1 && reel?.remoteId === ended.remoteId && reel.sha256 === source.sha256;
    // A comment too few is said, one too many never happens.
    const isCommented = comments.length === (error?.code === 'first_comment_missing' ? 0 : 1);
    const found = JSON.stringify({ state, error, reels: reels.length, comments: comments.length });
    return { problem: isOut && isCommented ? undefined : found, calls: strikes.calls };
  }

  it('without a strike makes the calls that are swept below', async () => {
    const { problem, calls } = await run();
    expect(problem).toBeUndefined();
    expect(calls.filter((call) => call.endsWith('/media_publish'))).toHaveLength(1);
    expect(calls.includes('media.share')).toBe(variant === 'instagram_login');
    expect(calls.includes('media.open')).toBe(variant === 'facebook_login');
    expect(calls).toContain('oauth.refresh');
  });

  // Only bytes have a middle, and only one of the ways sends them.
  const points =
    variant === 'facebook_login' ? (['before', 'middle', 'after'] as const) : (['before', 'after'] as const);

  describe.each(['crash', 'error'] as const)('%s', (mode) => {
    it.each(points)(
      '%s every outside call: published exactly once',
      async (point) => {
        const { calls } = await run();
        const broken: string[] = [];
        for (const [call, name] of calls.entries()) {
          if (point === 'middle' && name !== 'media.open') continue;
          const { problem } = await run({ call, point, mode });
          if (problem) broken.push(`${mode} ${point} call ${call} (${name}): ${problem}`);
        }
        expect(broken).toEqual([]);
      },
      300_000,
    );
  });
});
