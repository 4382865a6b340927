import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Publisher, StepResult } from '../../shared/domain/posts/publisher.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTestVideo, type DriveOptions, drivePublisher } from './support/drive-publisher.ts';

const bytes = createTestVideo(17 * 1024 * 1024 + 5);
let source = bytes;
let simulator: YoutubeSimulator;
let publisher: Publisher;
let token: string;
let title: string;
let posts = 0;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({ youtube: { dailyInserts: 10_000, channelDailyUploads: 10_000 } });
  publisher = createYoutubePublisher(simulator.addresses);
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.setFaults();
  token = (await simulator.connect()).accessToken;
  newTitle();
});

function newTitle(): void {
  posts += 1;
  title = `Video ${posts}`;
  source = { ...bytes, filename: `file ${posts}.mp4` };
}

/** Drives to the end, or to `until`, from a checkpoint. */
function drive(options: Partial<DriveOptions> = {}): Promise<StepResult[]> {
  const accessToken = async (refused?: string) => {
    if (refused === token) token = (await simulator.connect()).accessToken;
    return token;
  };
  const request = { title };
  return drivePublisher({ publisher, source, accessToken, request, wait: simulator.advance, ...options });
}

async function driveToFailure(options: Partial<DriveOptions> = {}): Promise<PlatformError> {
  const error = await drive(options).catch((reason: unknown) => reason);
  if (error instanceof PlatformError) return error;
  throw new Error(`ended otherwise: ${JSON.stringify(error)}`);
}

function checkpointOf(results: readonly StepResult[]): unknown {
  const last = results.at(-1);
  return last && 'checkpoint' in last ? last.checkpoint : undefined;
}

/** The one video of this test on the channel, or all of them if there are more. */
async function onChannel() {
  const rows = (await simulator.ledger()).filter((row) => row.title === title);
  return rows.map(({ remoteId, bytes, sha256 }) => ({ remoteId, bytes, sha256 }));
}

async function expectOneVideo(results: readonly StepResult[]): Promise<void> {
  const last = results.at(-1);
  const remoteId = last?.state === 'published' ? last.remoteId : 'not published';
  expect(await onChannel()).toEqual([{ remoteId, bytes: source.sizeBytes, sha256: source.sha256 }]);
}

describe('resuming', () => {
  it('gives one video from every checkpoint at which a worker may have died', async () => {
    const all = await drive();
    const kinds = all.map((result, index) => ({ result, index })).filter(({ result }) => result.state !== 'published');
    expect(kinds).toHaveLength(4);
    for (const { index } of kinds) {
      newTitle();
      let steps = 0;
      const before = await drive({ until: () => steps++ === index });
      await expectOneVideo(await drive({ checkpoint: checkpointOf(before) }));
    }
  });

  it('goes on where the session is, also in the middle of a chunk', async () => {
    await simulator.setFaults({ kind: 'cut-body-after', operation: 'videos.insert.upload', step: 2, bytes: 3_000_000 });
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    const received = await simulator.stat('bytesReceived');
    expect((await driveToFailure({ checkpoint: checkpointOf(opened) })).kind).toBe('transient');
    const [asked, ...rest] = await drive({ checkpoint: checkpointOf(opened) });
    const offset = asked?.state === 'uploading' ? asked.bytesSent : 0;
    expect(offset).toBeGreaterThan(8 * 1024 * 1024);
    expect(offset % (256 * 1024)).toBe(0);
    await expectOneVideo(rest);
    expect((await simulator.stat('bytesReceived')) - received).toBe(
      8 * 1024 * 1024 + 3_000_000 + (source.sizeBytes - offset),
    );
  });

  it('believes the session when it kept only part of a chunk', async () => {
    await simulator.setFaults({ kind: 'partly-stored', operation: 'videos.insert.upload', bytes: 1024 * 1024 });
    await expectOneVideo(await drive());
  });

  it.each([
    ['was lost', { kind: 'after-effect' }],
    ['came as half', { kind: 'half-answer' }],
    ['was an error of a proxy', { kind: 'after-effect', status: 503 }],
    ['was a refusal by a proxy', { kind: 'after-effect', status: 403, reason: 'forbidden' }],
    ['was 200 instead of 201', { kind: 'after-effect', status: 200 }],
  ] as const)('does not post again when the answer to the last chunk %s', async (_name, fault) => {
    await simulator.setFaults({ ...fault, operation: 'videos.insert.upload', step: 3 });
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    const checkpoint = checkpointOf(opened);
    const first = await drive({ checkpoint }).catch(() => undefined);
    await expectOneVideo(first ?? (await drive({ checkpoint })));
    expect(await simulator.stat('videosCreated')).toBe((await simulator.ledger()).length);
  });
});

describe('a refusal', () => {
  const refused = { status: 403, reason: 'forbidden' } as const;

  it('of the last chunk and of the question after it is not believed when the video is on the channel', async () => {
    await simulator.setFaults(
      { ...refused, kind: 'after-effect', operation: 'videos.insert.upload', step: 3 },
      { ...refused, kind: 'status', operation: 'videos.insert.status' },
    );
    await expectOneVideo(await drive());
  });

  it('is believed when there is no video, after two looks', async () => {
    await simulator.setFaults(
      { ...refused, kind: 'status', operation: 'videos.insert.upload', step: 3 },
      { ...refused, kind: 'status', operation: 'videos.insert.status' },
    );
    const lists = await simulator.stat('requests.playlistItems.list');
    expect(await driveToFailure()).toMatchObject({ kind: 'rejected', causeCode: 'forbidden' });
    expect((await simulator.stat('requests.playlistItems.list')) - lists).toBe(2);
    expect(await onChannel()).toEqual([]);
  });
});

describe('a lost session', () => {
  it.each([404, 410])('whose video exists: the video is adopted (%d)', async (status) => {
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload', step: 3 });
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    await driveToFailure({ checkpoint: checkpointOf(opened) });
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.status', status });
    await expectOneVideo(await drive({ checkpoint: checkpointOf(opened) }));
  });

  it('in the middle: the channel is searched twice, then a new session brings the video', async () => {
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.upload', step: 2 });
    const inserts = await simulator.stat('requests.videos.insert');
    const lists = await simulator.stat('requests.playlistItems.list');
    const results = await drive();
    await expectOneVideo(results);
    expect((await simulator.stat('requests.videos.insert')) - inserts).toBe(2);
    expect((await simulator.stat('requests.playlistItems.list')) - lists).toBe(2);
    expect(results.filter((result) => result.state === 'uploading' && result.pauseSeconds === 30)).toHaveLength(1);
  });

  it('whose video appears in the list only later: the second look finds it', async () => {
    const slow = await startYoutubeSimulator({ youtube: { playlistDelaySeconds: 20 } });
    const slowToken = (await slow.connect()).accessToken;
    const options = {
      publisher: createYoutubePublisher(slow.addresses),
      source,
      accessToken: async () => slowToken,
      wait: slow.advance,
    };
    await slow.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload', step: 3 });
    const opened = await drivePublisher({ ...options, until: ({ state }) => state === 'uploading' });
    await drivePublisher({ ...options, checkpoint: checkpointOf(opened) }).catch(() => undefined);
    await slow.setFaults({ kind: 'session-lost', operation: 'videos.insert.status' });
    const results = await drivePublisher({ ...options, checkpoint: checkpointOf(opened) });
    expect(results.at(-1)?.state).toBe('published');
    expect(await slow.ledger()).toHaveLength(1);
    await slow.close();
  });

  it('whose video has an older twin on the channel does not adopt the twin', async () => {
    await drive();
    await simulator.advance(3600);
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.upload', step: 2 });
    const later = Date.now() + 2 * 3600_000;
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    const checkpoint = { ...Object(checkpointOf(opened)), startedAt: later };
    await drive({ checkpoint });
    expect(await onChannel()).toHaveLength(2);
  });

  it('with two possible videos is left to a person', async () => {
    await drive();
    await drive();
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.status' });
    const error = await driveToFailure({ checkpoint: checkpointOf(opened) });
    expect(error).toMatchObject({ kind: 'unknown', causeCode: 'maybe_uploaded' });
    expect(await onChannel()).toHaveLength(2);
  });

  it('whose video its owner has renamed meanwhile is left to a person', async () => {
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload', step: 3 });
    const opened = await drive({ until: ({ state }) => state === 'uploading' });
    await driveToFailure({ checkpoint: checkpointOf(opened) });
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.status' });
    const request = { title: 'The words of the post, which are not those on the channel' };
    const error = await driveToFailure({ checkpoint: checkpointOf(opened), request });
    expect(error).toMatchObject({ kind: 'unknown', causeCode: 'maybe_uploaded' });
    expect(await onChannel()).toHaveLength(1);
  });

  it('again and again is left to a person', async () => {
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.upload', count: null });
    expect(await driveToFailure()).toMatchObject({ kind: 'unknown', causeCode: 'sessions_lost' });
  });

  it('at a foreign address is neither asked nor given a token', async () => {
    const checkpoint = { phase: 'uploading', sessionUrl: 'https://evil.example/session', startedAt: 1, sessions: 1 };
    expect(await driveToFailure({ checkpoint })).toMatchObject({ kind: 'unknown', causeCode: 'foreign_session' });
  });
});

describe('the access token', () => {
  it('that is revoked during the transfer is renewed, and the upload goes on in the same session', async () => {
    await simulator.setFaults({ kind: 'token-revoked', operation: 'videos.insert.upload', step: 2 });
    const inserts = await simulator.stat('requests.videos.insert');
    await expectOneVideo(await drive());
    expect((await simulator.stat('requests.videos.insert')) - inserts).toBe(1);
  });

  it.each(['videos.insert', 'videos.insert.status', 'videos.list'])(
    'that is refused at %s is renewed',
    async (operation) => {
      const opened = await drive({ until: ({ state }) => state === 'uploading' });
      await simulator.setFaults({ kind: 'token-revoked', operation });
      await expectOneVideo(await drive(operation === 'videos.insert' ? {} : { checkpoint: checkpointOf(opened) }));
    },
  );

  it('that is refused twice means to connect again', async () => {
    await simulator.setFaults({
      kind: 'status',
      operation: 'videos.insert',
      status: 401,
      reason: 'authError',
      count: 2,
    });
    expect(await driveToFailure()).toMatchObject({ kind: 'reauthorize', causeCode: 'authError' });
  });

  it('without the scope to read means to connect again, and the video is not posted twice', async () => {
    const granted = await simulator.connect('ada', 'https://www.googleapis.com/auth/youtube.upload');
    const error = await driveToFailure({ accessToken: async () => granted.accessToken });
    expect(error).toMatchObject({ kind: 'reauthorize', causeCode: 'insufficientPermissions' });
    expect(await onChannel()).toHaveLength(1);
  });
});

it('stops at once when the step is cut, and says so', async () => {
  const stop = new AbortController();
  await simulator.setFaults({ kind: 'stall', operation: 'videos.insert.upload', bytes: 100_000 });
  const driving = drive({ signal: stop.signal });
  const cut = new Error('time is up');
  while ((await simulator.stat('requests.videos.insert.upload')) === 0) await new Promise(setImmediate);
  stop.abort(cut);
  await expect(driving).rejects.toBe(cut);
});
