import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { createTestVideo } from './support/drive-publisher.ts';
import { checkpointOf, createTiktokDriver, type TiktokDriver } from './support/drive-tiktok.ts';

/** Two chunks, the second with a rest. */
const source = createTestVideo(25_000_123);
let simulator: TiktokSimulator;
let driver: TiktokDriver;

beforeAll(async () => {
  simulator = await startTiktokSimulator({ tiktok: { dailyPosts: 10_000 } });
  driver = createTiktokDriver(simulator, source);
});
afterAll(() => simulator.close());
beforeEach(() => driver.begin());

it('brings a video of several chunks to the account, private as asked', async () => {
  const results = await driver.drive();
  expect(await driver.problemOf(results)).toBeUndefined();
  expect(results.map(({ state }) => state)).toEqual(['uploading', 'uploading', 'uploading', 'processing', 'published']);
  expect(results.at(-1)).toMatchObject({ url: 'https://www.tiktok.com/@adamakes' });
  expect(await driver.atTiktok()).toMatchObject([{ privacy: 'SELF_ONLY', publishedAt: null }]);
});

it('never shows the access token to the upload address', async () => {
  await driver.drive();
  expect(await simulator.strayTokens()).toBe(0);
});

it('knows the address of a public video once TikTok has looked at it', async () => {
  const results = await driver.drive({ request: { privacyLevel: 'PUBLIC_TO_EVERYONE' } });
  expect(await driver.problemOf(results)).toBeUndefined();
  expect(results.at(-1)).toMatchObject({
    url: expect.stringMatching(/^https:\/\/www\.tiktok\.com\/@adamakes\/video\/7\d{18}$/),
  });
});

it('does not wait for ever for that address', async () => {
  const slow = await startTiktokSimulator({ tiktok: { moderationSeconds: 24 * 3600 } });
  const slowDriver = createTiktokDriver(slow, source);
  await slowDriver.begin();
  let now = Date.now();
  const wait = async (seconds: number) => {
    now += seconds * 1000;
    await slow.advance(seconds);
  };
  const results = await slowDriver.drive({ request: { privacyLevel: 'PUBLIC_TO_EVERYONE' }, wait, now: () => now });
  expect(await slowDriver.problemOf(results)).toBeUndefined();
  expect(results.at(-1)).toMatchObject({
    url: 'https://www.tiktok.com/@adamakes',
    notice: { code: 'address_pending' },
  });
  await slow.close();
});

it('sends a small file as one chunk, and an empty caption', async () => {
  const small = createTiktokDriver(simulator, createTestVideo(1234));
  await small.begin('ben');
  const results = await small.drive({ request: { title: '' } });
  expect(results.at(-1)).toMatchObject({ state: 'published' });
});

it('leaves a draft in the inbox when that is wanted', async () => {
  const results = await driver.drive({ request: { mode: 'inbox' } });
  expect(results.at(-1)).toMatchObject({ state: 'published', notice: { code: 'draft_in_inbox' } });
  const rows = (await simulator.ledger()).filter((row) => row.kind === 'draft');
  expect(rows).toMatchObject([{ sha256: source.sha256 }]);
});

it('switches off what the account has switched off', async () => {
  await driver.begin('north-studio');
  const results = await driver.drive({ request: { allowComments: true, allowDuet: true } });
  const last = results.at(-1);
  const id = last?.state === 'published' ? last.remoteId : '';
  const page = await (await fetch(`${simulator.url}/tiktok/publish/${encodeURIComponent(id)}`)).text();
  expect(page).toContain('<th>Comments</th><td>off</td>');
  expect(page).toContain('<th>Duet</th><td>allowed</td>');
});

describe('a post that is due later', () => {
  it('is begun when it is due, and not before', async () => {
    const start = Date.now();
    let now = start;
    const dueAt = start + 3600_000;
    const begun: number[] = [];
    const wait = async (seconds: number) => {
      begun.push(await simulator.stat('requests.video.init'));
      now += seconds * 1000;
      await simulator.advance(seconds);
    };
    const before = await simulator.stat('requests.video.init');
    const results = await driver.drive({ dueAt, wait, now: () => now });
    expect(results[0]).toMatchObject({ state: 'uploading', bytesSent: 0, pauseSeconds: 3600 });
    expect(begun[0]).toBe(before);
    expect(await driver.problemOf(results)).toBeUndefined();
  });
});

it('polls in growing intervals', async () => {
  await simulator.setFaults({ kind: 'outcome', operation: 'video.init', outcome: 'stuck', polls: 9 });
  const results = await driver.drive();
  const polls = results.flatMap((result) => (result.state === 'processing' ? [result.pollAfterSeconds] : []));
  expect(polls).toEqual([3, 5, 10, 15, 30, 60, 120, 300, 300, 300]);
  expect(await driver.problemOf(results)).toBeUndefined();
});

it('leaves a video that is processed for more than a day to a person', async () => {
  await simulator.setFaults({ kind: 'outcome', operation: 'video.init', outcome: 'stuck', polls: 10_000 });
  const until = await driver.drive({ until: ({ state }) => state === 'processing' });
  const later = Date.now() + 25 * 3600_000;
  const error = await driver.driveToFailure({ checkpoint: checkpointOf(until), now: () => later });
  expect(error).toMatchObject({ kind: 'unknown', causeCode: 'processing_too_long' });
});
