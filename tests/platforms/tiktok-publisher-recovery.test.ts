import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepResult } from '../../shared/domain/posts/publisher.ts';
import { createTiktokPublisher } from '../../shared/platforms/tiktok/publisher.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { createTestVideo } from './support/drive-publisher.ts';
import { checkpointOf, createTiktokDriver, type TiktokDriver } from './support/drive-tiktok.ts';

/** Three chunks, so that there is a first, one in between, and a last. */
const source = createTestVideo(30_000_077);
let simulator: TiktokSimulator;
let driver: TiktokDriver;

beforeAll(async () => {
  simulator = await startTiktokSimulator({ tiktok: { dailyPosts: 10_000 } });
  driver = createTiktokDriver(simulator, source);
});
afterAll(() => simulator.close());
beforeEach(() => driver.begin());

const inits = () => simulator.stat('requests.video.init');

/** Drives from the beginning; what breaks off is taken up again from the last stored checkpoint, like a worker does. */
async function driveWithRetries() {
  let checkpoint: unknown = null;
  for (let tries = 0; tries < 5; tries += 1) {
    let stored = checkpoint;
    const note = (result: StepResult) => {
      if ('checkpoint' in result) stored = JSON.parse(JSON.stringify(result.checkpoint));
      return false;
    };
    const results = await driver.drive({ checkpoint, until: note }).catch(() => undefined);
    if (results) return results;
    checkpoint = stored;
  }
  throw new Error('It does not come through.');
}

describe('resuming', () => {
  it('gives one post from every checkpoint at which a worker may have died', async () => {
    const all = await driver.drive();
    expect(all.map(({ state }) => state).join(' ')).toBe(
      'uploading uploading uploading uploading processing published',
    );
    for (const [index, result] of all.entries()) {
      if (result.state === 'published') continue;
      await driver.begin();
      let steps = 0;
      const before = await driver.drive({ until: () => steps++ === index });
      expect(await driver.problemOf(await driver.drive({ checkpoint: checkpointOf(before) }))).toBeUndefined();
    }
  });

  it('goes on at the chunk that broke off, in the same task', async () => {
    await simulator.setFaults({ kind: 'cut-body-after', operation: 'upload', step: 2, bytes: 3_000_000 });
    const [begun, received] = [await inits(), await simulator.stat('bytesReceived')];
    expect(await driver.problemOf(await driveWithRetries())).toBeUndefined();
    expect((await inits()) - begun).toBe(1);
    expect((await simulator.stat('bytesReceived')) - received).toBe(source.sizeBytes + 3_000_000);
  });

  it('believes the address when it kept only part of a chunk', async () => {
    await simulator.setFaults({ kind: 'partly-stored', operation: 'upload', step: 2, bytes: 1_000_000 });
    expect(await driver.problemOf(await driver.drive())).toBeUndefined();
  });

  it('sends nothing twice when the answer to a chunk was lost', async () => {
    await simulator.setFaults({ kind: 'after-effect', operation: 'upload', step: 2 });
    const received = await simulator.stat('bytesReceived');
    expect(await driver.problemOf(await driveWithRetries())).toBeUndefined();
    expect((await simulator.stat('bytesReceived')) - received).toBe(source.sizeBytes);
  });

  it.each([
    ['was lost', { kind: 'after-effect' }],
    ['came as half', { kind: 'half-answer' }],
    ['was an error of a proxy', { kind: 'after-effect', status: 502 }],
    ['said that the address has ended', { kind: 'after-effect', status: 403 }],
    ['said that the address is unknown', { kind: 'after-effect', status: 404 }],
    ['was a refusal', { kind: 'after-effect', status: 400 }],
    ['was 200 instead of 201', { kind: 'after-effect', status: 200 }],
  ] as const)('does not post again when the answer to the last chunk %s', async (_name, fault) => {
    await simulator.setFaults({ ...fault, operation: 'upload', step: 3 });
    const begun = await inits();
    expect(await driver.problemOf(await driveWithRetries())).toBeUndefined();
    expect((await inits()) - begun).toBe(1);
  });

  it.each([206, 416] as const)('understands a repeated chunk answered %d', async (repeatedChunk) => {
    const other = await startTiktokSimulator({ tiktok: { repeatedChunk } });
    const otherDriver = createTiktokDriver(other, source);
    await otherDriver.begin();
    const opened = await otherDriver.drive({ until: ({ state }) => state === 'uploading' });
    await otherDriver.drive({
      checkpoint: checkpointOf(opened),
      until: (result) => result.state === 'uploading' && result.bytesSent > 0,
    });
    // TikTok says that it has nothing, and then is sent what it has.
    const publisher = createTiktokPublisher(other.addresses);
    const results = await otherDriver.drive({
      publisher: { advance: (step) => publisher.advance({ ...step, resumed: false, bytesSent: step.bytesSent }) },
      checkpoint: checkpointOf(opened),
    });
    expect(await otherDriver.problemOf(results)).toBeUndefined();
    await other.close();
  });
});

describe('an upload address', () => {
  it.each([404, 410] as const)(
    'that is gone (%d) before the last chunk is replaced by another task',
    async (status) => {
      await simulator.setFaults({ kind: 'session-lost', operation: 'upload', step: 2, status });
      const begun = await inits();
      expect(await driver.problemOf(await driver.drive())).toBeUndefined();
      expect((await inits()) - begun).toBe(2);
    },
  );

  it('that is gone with the last chunk missing is looked after for a while, then another task brings the post', async () => {
    await simulator.setFaults({ kind: 'session-lost', operation: 'upload', step: 3, status: 410 });
    const begun = await inits();
    const results = await driver.drive();
    expect(await driver.problemOf(results)).toBeUndefined();
    const pauses = results.flatMap((result) => (result.state === 'uploading' ? (result.pauseSeconds ?? []) : []));
    expect(pauses).toEqual([10, 30, 60]);
    expect((await inits()) - begun).toBe(2);
  });

  it('that refused the last chunk: the refusal is believed when the bytes did not arrive', async () => {
    await simulator.setFaults({
      kind: 'status',
      operation: 'upload',
      step: 3,
      status: 400,
      reason: 'invalid_file_upload',
    });
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'rejected', causeCode: 'invalid_file_upload' });
    expect(await driver.atTiktok()).toEqual([]);
  });

  it('whose hour is over by our clock is not tried any more', async () => {
    const opened = await driver.drive({ until: ({ state }) => state === 'uploading' });
    const [begun, uploads] = [await inits(), await simulator.stat('requests.upload')];
    await simulator.advance(3600);
    const later = () => Date.now() + 3600_000;
    const results = await driver.drive({ checkpoint: checkpointOf(opened), now: later });
    expect(await driver.problemOf(results)).toBeUndefined();
    expect([(await inits()) - begun, (await simulator.stat('requests.upload')) - uploads]).toEqual([1, 3]);
  });

  it('that is lost again and again is an end without a post', async () => {
    await simulator.setFaults({ kind: 'session-lost', operation: 'upload', count: null });
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'rejected', causeCode: 'uploads_lost' });
    expect(await driver.atTiktok()).toEqual([]);
  });

  it('at another host gets no bytes', async () => {
    const answers = [
      { data: { privacy_level_options: ['SELF_ONLY'], max_video_post_duration_sec: 600 } },
      { data: { publish_id: 'v_pub_file~1', upload_url: 'https://evil.example/video/' } },
    ];
    const publisher = createTiktokPublisher(simulator.addresses, async () => ({
      status: 200,
      headers: {},
      text: JSON.stringify({ ...answers.shift(), error: { code: 'ok' } }),
    }));
    expect(await driver.driveToFailure({ publisher })).toMatchObject({
      kind: 'rejected',
      causeCode: 'unexpected_upload_host',
    });
  });

  it('is not stored together with a post that was given up: the earlier task is asked before the next one is finished', async () => {
    // The last chunk of the first task arrives, but TikTok tells so only after it was given up.
    await simulator.setFaults({ kind: 'after-effect', operation: 'upload', step: 3, status: 403 });
    const settling = await driver.drive({
      until: (result) => 'checkpoint' in result && Object(result.checkpoint).phase === 'settling',
    });
    const { publishId, username } = Object(checkpointOf(settling));
    const begun = await driver.drive({
      checkpoint: { phase: 'again', tasks: 1, earlier: [publishId] },
      until: (result) => result.state === 'processing',
    });
    expect(checkpointOf(begun)).toMatchObject({ phase: 'processing', publishId, username });
    expect(await driver.problemOf(await driver.drive({ checkpoint: checkpointOf(begun) }))).toBeUndefined();
  });
});

describe('a task that TikTok does not know any more', () => {
  const forgotten = { kind: 'status', operation: 'status.fetch', status: 400, reason: 'invalid_publish_id' } as const;

  it('is replaced while its last chunk was not sent', async () => {
    const opened = await driver.drive({ until: ({ state }) => state === 'uploading' });
    await simulator.setFaults(forgotten);
    expect(await driver.problemOf(await driver.drive({ checkpoint: checkpointOf(opened) }))).toBeUndefined();
  });

  it('is left to a person when it may have been', async () => {
    const sent = await driver.drive({ until: ({ state }) => state === 'processing' });
    await simulator.setFaults(forgotten);
    const error = await driver.driveToFailure({ checkpoint: checkpointOf(sent) });
    expect(error).toMatchObject({ kind: 'unknown', causeCode: 'invalid_publish_id' });
    expect(await driver.atTiktok()).toHaveLength(1);
  });
});

describe('the access', () => {
  it.each(['creator_info.query', 'video.init', 'status.fetch'])(
    'that is refused at %s is renewed',
    async (operation) => {
      await simulator.setFaults({ kind: 'token-revoked', operation });
      expect(await driver.problemOf(await driver.drive())).toBeUndefined();
    },
  );

  it('that is refused twice means to connect again', async () => {
    const fault = { kind: 'status', status: 401, reason: 'access_token_invalid', count: 2 } as const;
    await simulator.setFaults({ ...fault, operation: 'video.init' });
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'reauthorize', causeCode: 'access_token_invalid' });
  });

  it('without the scope to post means to connect again', async () => {
    const { accessToken } = await simulator.connect('ada', 'video.upload');
    const error = await driver.driveToFailure({ accessToken: async () => accessToken });
    expect(error).toMatchObject({ kind: 'reauthorize', causeCode: 'scope_not_authorized' });
  });

  it('that its owner removes in the middle ends the task; after connecting again another one brings the post', async () => {
    const begun = await driver.drive({ until: (result) => result.state === 'uploading' && result.bytesSent > 0 });
    await simulator.setFaults({ kind: 'token-revoked', operation: 'status.fetch', what: 'grant' });
    const results = await driver.drive({ checkpoint: checkpointOf(begun) });
    expect(results.some((result) => 'checkpoint' in result && Object(result.checkpoint).phase === 'again')).toBe(true);
    expect(await driver.problemOf(results)).toBeUndefined();
  });
});

it('stops at once when the step is cut, and says so', async () => {
  const stop = new AbortController();
  await simulator.setFaults({ kind: 'stall', operation: 'upload', bytes: 100_000 });
  const before = await simulator.stat('requests.upload');
  const driving = driver.drive({ signal: stop.signal });
  const cut = new Error('time is up');
  while ((await simulator.stat('requests.upload')) === before) await new Promise(setImmediate);
  stop.abort(cut);
  await expect(driving).rejects.toBe(cut);
});
