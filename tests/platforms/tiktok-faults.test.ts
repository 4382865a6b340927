import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import { withDeadline } from '../../shared/platforms/with-deadline.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { createTestVideo } from './support/drive-publisher.ts';
import { driveThrough } from './support/drive-through.ts';
import { createTiktokDriver, type TiktokDriver } from './support/drive-tiktok.ts';
import { commonFaults } from './support/faults.ts';

/** Everything that can go wrong with any call, by what the client sees of it. */
const faults = {
  ...commonFaults,
  'happens, but is answered with 500': { kind: 'after-effect', status: 500 },
  'happens, but is answered with 429': { kind: 'after-effect', status: 429 },
} as const;

/** The calls of a post of two chunks. */
const calls = {
  'creator_info.query': { operation: 'creator_info.query', step: 1 },
  'video.init': { operation: 'video.init', step: 1 },
  'the first chunk': { operation: 'upload', step: 1 },
  'the last chunk': { operation: 'upload', step: 2 },
  'status.fetch': { operation: 'status.fetch', step: 1 },
} as const;

const cases = Object.entries(calls).flatMap(([call, where]) =>
  Object.entries(faults).map(([name, fault]) => ({ call, name, rule: { ...fault, ...where } })),
);

let simulator: TiktokSimulator;
let driver: TiktokDriver;
beforeAll(async () => {
  simulator = await startTiktokSimulator({ tiktok: { dailyPosts: 10_000, maxKeptBytes: 0 } });
  driver = createTiktokDriver(simulator, createTestVideo(20_000_001));
});
afterAll(() => simulator.close());
beforeEach(() => driver.begin());

const throughAll = (options: Parameters<TiktokDriver['drive']>[0] = {}) =>
  driveThrough((position) => driver.drive({ ...options, ...position }), simulator.advance);

describe('a post whose', () => {
  it.each(cases)('$call $name comes out exactly once', async ({ rule }) => {
    await simulator.setFaults(rule);
    // Whoever never hears an answer gives up; the worker does so by the time of its step.
    const send = rule.kind === 'stall' ? withDeadline(sendOverHttp, 1500) : sendOverHttp;
    const publisher = createTiktokPublisher(simulator.addresses, send);
    expect(await driver.problemOf(await throughAll({ publisher }))).toBeUndefined();
  });

  it('bytes are taken slowly comes out exactly once', async () => {
    await simulator.setFaults({ kind: 'slow', operation: 'upload', bytesPerSecond: 40_000_000, count: null });
    expect(await driver.problemOf(await throughAll())).toBeUndefined();
  });

  it.each([404, 410] as const)('address is gone (%i) after the last byte comes out exactly once', async (status) => {
    await simulator.setFaults(
      { kind: 'after-effect', operation: 'upload', step: 2 },
      { kind: 'session-lost', operation: 'upload', step: 3, status },
    );
    expect(await driver.problemOf(await throughAll())).toBeUndefined();
  });
});

it('a post that is processed for 40 minutes comes out', async () => {
  const slow = await startTiktokSimulator({ tiktok: { processingSeconds: 2400 } });
  const slowDriver = createTiktokDriver(slow, createTestVideo(300_000));
  await slowDriver.begin();
  const results = await slowDriver.drive();
  expect(await slowDriver.problemOf(results)).toBeUndefined();
  const waited = results.reduce(
    (sum, result) => sum + (result.state === 'processing' ? result.pollAfterSeconds : 0),
    0,
  );
  expect(waited).toBeGreaterThanOrEqual(2400);
  await slow.close();
});

it('a wait that is asked for is kept, also where it is longer than ours', async () => {
  await simulator.setFaults({ kind: 'status', operation: 'video.init', status: 429, retryAfter: 600 });
  const error = await driver.driveToFailure();
  expect(error).toMatchObject({ kind: 'rate_limited' });
  expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(600);
});
