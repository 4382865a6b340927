import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { withDeadline } from '../../shared/platforms/with-deadline.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { commonFaults, listUnstruck } from './support/faults.ts';
import { createTime, createYoutubePost, insist, type PostOptions, type YoutubePost } from './support/youtube-post.ts';

/** Everything that can go wrong with a call, by what the client sees of it. */
const faults = {
  ...commonFaults,
  'gets 503 with a time': { kind: 'status', status: 503, retryAfter: 90 },
  'gets 403 quotaExceeded': { kind: 'status', status: 403, reason: 'quotaExceeded' },
  'happens, but is answered with 503': { kind: 'after-effect', status: 503 },
  'happens, but is answered with 429': { kind: 'after-effect', status: 429 },
  'has a token that was revoked': { kind: 'token-revoked' },
} as const;
const names = Object.entries(faults);

const chunk = 8 * 1024 * 1024;
const large = { sizeBytes: chunk + 300_001 };
const files = {
  image: Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(5000, 7)]),
  track: Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nHallo\n'),
};
/** Small calls are given up after this time, as a worker's step would be. */
const impatient = withDeadline(sendOverHttp, 1000);

let simulator: YoutubeSimulator;
let time: ReturnType<typeof createTime>;
let playlist: string;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({
    youtube: {
      dailyInserts: 10_000,
      channelDailyUploads: 10_000,
      dailyUnits: 10_000_000,
      channelDailyThumbnails: 9999,
    },
  });
  time = createTime(simulator);
  const { accessToken } = await simulator.connect();
  const answer = await fetch(`${simulator.url}/youtube/youtube/v3/playlists?part=snippet`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ snippet: { title: 'List' } }),
  });
  playlist = (await answer.json()).id;
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());
/** A fault that never struck would prove nothing. */
afterEach(async () => {
  expect(await listUnstruck(simulator.url)).toEqual([]);
});

const post = (options?: PostOptions) => createYoutubePost(simulator, time, options);
const finish = (one: YoutubePost) => insist(time, () => one.advance(undefined, impatient));

/** It is out once, as asked, with every byte. */
async function expectOut(one: YoutubePost, result: unknown): Promise<void> {
  const rows = await one.onChannel();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ privacy: 'public', sha256: one.video.sha256 });
  expect(result).toEqual({
    state: 'published',
    remoteId: rows[0]?.remoteId,
    url: `https://www.youtube.com/watch?v=${rows[0]?.remoteId}`,
  });
}

describe.each([
  ['videos.insert', 1],
  ['videos.insert.upload', 1],
  ['videos.insert.upload', 2],
  ['videos.list', 1],
])('a video comes out once when %s (call %i)', (operation, step) => {
  it.each(names)('%s', async (_name, fault) => {
    await simulator.setFaults({ ...fault, operation, step });
    const one = await post(large);
    await expectOut(one, (await finish(one)).result);
  });
});

describe('a video comes out once when the session is asked and', () => {
  it.each(names)('that %s', async (_name, fault) => {
    await simulator.setFaults(
      { kind: 'after-effect', operation: 'videos.insert.upload', step: 2 },
      { ...fault, operation: 'videos.insert.status' },
    );
    const one = await post(large);
    await expectOut(one, (await finish(one)).result);
  });
});

describe.each(['thumbnails.set', 'captions.insert', 'playlistItems.list', 'playlistItems.insert'])(
  'what belongs to a video comes once when %s',
  (operation) => {
    it.each(names)('%s', async (_name, fault) => {
      await simulator.setFaults({ ...fault, operation });
      const asset = (objectKey: keyof typeof files, contentType: string) => {
        return { objectKey, contentType, sizeBytes: files[objectKey].length };
      };
      const one = await post({
        files,
        request: {
          thumbnail: asset('image', 'image/jpeg'),
          captions: [{ language: 'de', file: asset('track', 'text/plain') }],
          playlistIds: [playlist],
        },
      });
      const { result } = await finish(one);
      await expectOut(one, result);
      const [{ remoteId } = { remoteId: '?' }] = await one.onChannel();
      const rows = (await simulator.ledger()).filter((row) => row.description?.includes(remoteId));
      const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(rows.map(({ kind, sha256 }) => [kind, sha256])).toEqual([
        ['thumbnail', hashOf(files.image)],
        ['caption', hashOf(files.track)],
        ['playlistItem', null],
      ]);
    });
  },
);

describe('a video that waits at YouTube', () => {
  const landed = async () => {
    const one = await post({ dueAt: Math.ceil(time.now() / 1000) * 1000 + 40 * 3600_000 });
    await one.advance();
    return one;
  };

  it.each(names)('gets its new time when the update %s', async (_name, fault) => {
    const one = await landed();
    one.stored.dueAt = (one.stored.dueAt ?? 0) + 3600_000;
    await simulator.setFaults({ ...fault, operation: 'videos.update' });
    expect((await finish(one)).result).toMatchObject({ state: 'ready', goLiveAt: one.stored.dueAt });
    const [row] = await one.onChannel();
    expect(row).toMatchObject({ privacy: 'private', publishAt: new Date(one.stored.dueAt).toISOString() });
  });

  it.each(names)('is taken back when the deletion %s', async (_name, fault) => {
    const one = await landed();
    await simulator.setFaults({ ...fault, operation: 'videos.delete' });
    expect((await insist(time, () => one.withdraw(impatient))).result).toEqual({ state: 'withdrawn' });
    expect(await one.onChannel()).toEqual([]);
  });
});

describe('waiting', () => {
  it('for a 429 is as long as it says, or a minute', async () => {
    for (const [retryAfter, expected] of [
      [90, 90],
      [undefined, 60],
    ]) {
      await simulator.setFaults({ kind: 'status', operation: 'videos.insert', status: 429, retryAfter });
      const one = await post();
      const { errors } = await finish(one);
      expect(errors.map(({ kind, retryAfterSeconds }) => [kind, retryAfterSeconds])).toEqual([
        ['rate_limited', expected],
      ]);
    }
  });

  it('for a processing of 40 minutes costs a dozen looks', async () => {
    const fault = { kind: 'outcome', operation: 'videos.insert', outcome: 'stuck', afterSeconds: 2400 } as const;
    await simulator.setFaults(fault);
    const looks = await simulator.stat('requests.videos.list');
    const one = await post();
    const { result } = await finish(one);
    await expectOut(one, result);
    expect((await simulator.stat('requests.videos.list')) - looks).toBeLessThanOrEqual(15);
  });
});

describe('the session', () => {
  it.each([404, 410])('is lost (%i) after the last byte: its video is found', async (status) => {
    await simulator.setFaults(
      { kind: 'after-effect', operation: 'videos.insert.upload', step: 2 },
      { kind: 'session-lost', operation: 'videos.insert.status', status },
    );
    const one = await post(large);
    const { result } = await finish(one);
    await expectOut(one, result);
  });

  it('is as old as it can get while the post waits: the video comes out once', async () => {
    const one = await post(large);
    await one.advance((result) => result.state === 'uploading' && result.bytesSent > 0);
    const inserts = await simulator.stat('requests.videos.insert');
    await time.pass(8 * 24 * 3600);
    const { result } = await finish(one);
    await expectOut(one, result);
    expect((await simulator.stat('requests.videos.insert')) - inserts).toBe(1);
  });

  it('was complete and is forgotten by YouTube while the post waits: its video is found', async () => {
    const one = await post(large);
    await one.advance((result) => result.state === 'uploading');
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload', step: 2 });
    await one.advance().catch(() => undefined);
    await time.pass(8 * 24 * 3600);
    const { result } = await finish(one);
    await expectOut(one, result);
  });

  it('says 308 without a range: it is believed that nothing is stored', async () => {
    await simulator.setFaults({ kind: 'partly-stored', operation: 'videos.insert.upload', bytes: 0 });
    const one = await post(large);
    const { result } = await finish(one);
    await expectOut(one, result);
  });
});
