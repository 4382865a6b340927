import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import { createTestVideo } from '../platforms/support/drive-publisher.ts';
import { plainRequest } from '../platforms/support/drive-tiktok.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { postThrough } from './support/crash-world.ts';
import { createStrikes, type Strike } from './support/strike.ts';

/** Two chunks: a first and a last. */
const source = createTestVideo(20_000_033);
const limits = {
  creatorInfoPerMinute: 1000,
  initsPerMinute: 1000,
  statusPerMinute: 1000,
  dailyPosts: 100_000,
  processingSeconds: 10,
};
let steady: TiktokSimulator;
let rotating: TiktokSimulator;
let titles = 0;

beforeAll(async () => {
  // With rotation, whoever dies between a refresh and its storage has lost the access: that is swept apart.
  steady = await startTiktokSimulator({ tiktok: { ...limits, tokens: 'classic' } });
  rotating = await startTiktokSimulator({ tiktok: limits });
});
afterAll(() => Promise.all([steady.close(), rotating.close()]));

/** Runs one post with one strike. @returns what came of it, and the outside calls that were made */
async function run(simulator: TiktokSimulator, strike?: Strike) {
  titles += 1;
  const title = `Video ${titles}`;
  const connection = buildConnection({ platform: 'tiktok', tokens: sealPlainly(await simulator.connect()) });
  const request = { ...plainRequest, title };
  const post = buildPost({ platform: 'tiktok', sizeBytes: source.sizeBytes, request });
  const strikes = createStrikes(strike);
  const { state, remoteId, error } = await postThrough({
    simulator,
    publisher: (send) => createTiktokPublisher(simulator.addresses, send),
    source,
    post,
    strikes,
    connection,
  });
  const rows = (await simulator.ledger()).filter((row) => row.title === title);
  const [row] = rows;
  const isWhole = rows.length === 1 && row?.remoteId === remoteId && row.sha256 === source.sha256;
  const found = JSON.stringify({ state, remoteId, error, rows });
  return {
    problem: state === 'published' && isWhole ? undefined : found,
    /** The access is gone, and nothing was posted. */
    waitsForUser: state === 'reconnect' && rows.length === 0,
    calls: strikes.calls,
  };
}

it('without a strike makes the calls that are swept below', async () => {
  const { problem, calls } = await run(steady);
  expect(problem).toBeUndefined();
  const kinds = new Set(calls.map((call) => call.replace(/ \/.*\/(\w+\/\w+)\/$/, ' $1').replace('/tiktok/', '')));
  expect([...kinds].filter((kind) => kind.startsWith('tiktok')).sort()).toEqual([
    'tiktok POST creator_info/query',
    'tiktok POST status/fetch',
    'tiktok POST video/init',
    'tiktok PUT video/',
  ]);
});

describe.each(['crash', 'error'] as const)('%s', (mode) => {
  it.each(['before', 'middle', 'after'] as const)(
    '%s every outside call: published exactly once',
    async (point) => {
      const { calls } = await run(steady);
      const broken: string[] = [];
      for (const [call, name] of calls.entries()) {
        if (point === 'middle' && name !== 'media.open') continue;
        const { problem } = await run(steady, { call, point, mode });
        if (problem) broken.push(`${mode} ${point} call ${call} (${name}): ${problem}`);
      }
      expect(broken).toEqual([]);
    },
    300_000,
  );

  it('around a refresh that rotates: published once, or the user has to connect again', async () => {
    const { calls } = await run(rotating);
    const broken: string[] = [];
    for (const [call, name] of calls.entries()) {
      if (!/^(oauth|vault|tokens)\./.test(name)) continue;
      for (const point of ['before', 'after'] as const) {
        const { problem, waitsForUser } = await run(rotating, { call, point, mode });
        if (problem && !waitsForUser) broken.push(`${mode} ${point} call ${call} (${name}): ${problem}`);
      }
    }
    expect(broken).toEqual([]);
  }, 300_000);
});
