import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { createStrikes, type Strike } from './support/strike.ts';

/** Two chunks, so that there is a first, a last, and a place in between. */
const source = createTestVideo(8 * 1024 * 1024 + 300_001);
let simulator: YoutubeSimulator;
let connection: Connection;
let titles = 0;

beforeAll(async () => {
  const limits = { dailyInserts: 100_000, dailyUnits: 1_000_000, channelDailyUploads: 100_000 };
  simulator = await startYoutubeSimulator({ youtube: { ...limits, processingSeconds: 10 } });
  const granted = await simulator.connect();
  connection = buildConnection({ tokens: sealPlainly(granted) });
});
afterAll(() => simulator.close());

/** Runs one post with one strike. @returns what is wrong with the outcome, and the outside calls that were made */
async function run(strike?: Strike): Promise<{ problem: string | undefined; calls: readonly string[] }> {
  titles += 1;
  const title = `Video ${titles}`;
  const plain = buildPost({ sizeBytes: source.sizeBytes });
  const post = { ...plain, request: { ...plain.request, title } };
  const strikes = createStrikes(strike);
  const { state, remoteId, error } = await postThrough({
    simulator,
    publisher: (send) => createYoutubePublisher(simulator.addresses, send),
    source,
    post,
    strikes,
    connection,
  });
  const rows = (await simulator.ledger()).filter((row) => row.title === title);
  const found = JSON.stringify({
    state,
    remoteId,
    error,
    rows: rows.map(({ remoteId: id, bytes }) => ({ id, bytes })),
  });
  const [row] = rows;
  const isRight =
    state === 'published' && rows.length === 1 && row?.remoteId === remoteId && row.sha256 === source.sha256;
  return { problem: isRight ? undefined : found, calls: strikes.calls };
}

it('without a strike makes the calls that are swept below', async () => {
  const { problem, calls } = await run();
  expect(problem).toBeUndefined();
  const kinds = new Set(calls.map((call) => call.replace(/\/.*/, '')));
  expect([...kinds].sort()).toEqual([
    'hints.send',
    'media.open',
    'oauth.refresh',
    'posts.claim',
    'posts.save',
    'tokens.find',
    'tokens.storeTokens',
    'tokens.takeRefreshLease',
    'vault.open',
    'vault.seal',
    'visibility.hide',
    'youtube GET ',
    'youtube POST ',
    'youtube PUT ',
  ]);
});

describe.each(['crash', 'error'] as const)('%s', (mode) => {
  it.each(['before', 'middle', 'after'] as const)(
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
