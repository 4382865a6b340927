import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PlatformError, type StepResult } from '../../shared/domain/posts/publisher.ts';
import { createYoutubePublisher } from '../../shared/platforms/youtube/publisher.ts';
import { type Fault, startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTestVideo, type DriveOptions, drivePublisher } from './support/drive-publisher.ts';

const source = createTestVideo(300_000);
let simulator: YoutubeSimulator;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({
    youtube: { dailyInserts: 10_000, channelDailyUploads: 10_000, dailyUnits: 100_000 },
  });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());

async function drive(options: Partial<DriveOptions> = {}): Promise<StepResult[]> {
  const { accessToken } = await simulator.connect();
  const publisher = createYoutubePublisher(simulator.addresses);
  return drivePublisher({
    publisher,
    source,
    accessToken: async () => accessToken,
    wait: simulator.advance,
    ...options,
  });
}

async function failureOf(options: Partial<DriveOptions> = {}): Promise<PlatformError> {
  const error = await drive(options).catch((reason: unknown) => reason);
  if (error instanceof PlatformError) return error;
  throw new Error(`ended otherwise: ${JSON.stringify(error)}`);
}

describe('refusals when the upload begins', () => {
  it('waits as long as YouTube asks', async () => {
    const fault = { kind: 'status', status: 503, reason: 'backendError', retryAfter: 77 } as const;
    await simulator.setFaults({ ...fault, operation: 'videos.insert' });
    expect((await failureOf()).retryAfterSeconds).toBe(77);
  });

  it('waits until midnight in California when the project has used up its uploads', async () => {
    const small = await startYoutubeSimulator({ youtube: { dailyInserts: 0 } });
    const { accessToken } = await small.connect();
    const driving = drivePublisher({
      publisher: createYoutubePublisher(small.addresses),
      source,
      accessToken: async () => accessToken,
      wait: small.advance,
    });
    const error = await driving.catch((reason: unknown) => reason);
    await small.close();
    expect(error).toMatchObject({ kind: 'quota' });
    const wait = error instanceof PlatformError ? (error.retryAfterSeconds ?? 0) : 0;
    const hour = new Date(Date.now() + wait * 1000).toLocaleString('en-US', {
      timeZone: 'America/Los_Angeles',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    expect(Number(hour)).toBeLessThanOrEqual(1);
  });

  it('an account without a channel is told to make one', async () => {
    const { accessToken } = await simulator.connect('cleo');
    const error = await failureOf({ accessToken: async () => accessToken });
    expect(error).toMatchObject({ kind: 'rejected', causeCode: 'youtubeSignupRequired' });
  });

  it('an unreachable YouTube is transient', async () => {
    await simulator.setFaults({ kind: 'before-effect', operation: 'videos.insert' });
    expect(await failureOf()).toMatchObject({ kind: 'transient', causeCode: 'no_answer' });
  });

  it('a session at another host gets neither bytes nor a token', async () => {
    const publisher = createYoutubePublisher(simulator.addresses, async () => ({
      status: 200,
      headers: { location: 'https://evil.example/upload' },
      text: '',
    }));
    expect(await failureOf({ publisher })).toMatchObject({ kind: 'rejected', causeCode: 'unexpected_session_host' });
  });
});

describe('the words', () => {
  it('arrive as they were given', async () => {
    const request = { title: 'Grüße 👋', description: 'Line 1\nLine 2', visibility: 'unlisted' } as const;
    await drive({ request });
    expect((await simulator.ledger()).at(-1)).toMatchObject({
      title: 'Grüße 👋',
      description: 'Line 1\nLine 2',
      privacy: 'unlisted',
    });
  });

  it.each(['clip one.mp4', 'Ünïcode 🎬.mp4', '100%.mp4', 'a\r\nx-evil: 1.mp4', ' leading.mp4', 'a/b.mp4'])(
    'go out with a file called %j',
    async (filename) => {
      const results = await drive({ source: createTestVideo(1000, filename) });
      expect(results.at(-1)?.state).toBe('published');
    },
  );
});

describe('after the upload', () => {
  const outcome = (fault: Omit<Fault, 'kind' | 'operation'>): Fault => ({
    ...fault,
    kind: 'outcome',
    operation: 'videos.insert',
  });

  it('polls in growing intervals', async () => {
    await simulator.setFaults(outcome({ outcome: 'stuck', polls: 7 }));
    const results = await drive();
    const polls = results.flatMap((result) => (result.state === 'processing' ? [result.pollAfterSeconds] : []));
    expect(polls).toEqual([3, 15, 30, 60, 120, 300, 300, 300]);
    expect(results.at(-1)?.state).toBe('published');
  });

  it('a video that is not shown any more is not posted again by itself: its owner decides', async () => {
    await simulator.setFaults(outcome({ outcome: 'deleted', afterSeconds: 0 }));
    expect(await failureOf()).toMatchObject({ kind: 'unknown', causeCode: 'video_deleted' });
  });

  it('details that are not available any more are no failure', async () => {
    await simulator.setFaults(outcome({ outcome: 'terminated' }));
    expect((await drive()).at(-1)?.state).toBe('published');
  });

  it('a visibility that YouTube changed is published with a notice', async () => {
    await simulator.setFaults(outcome({ outcome: 'locked-private' }));
    const results = await drive({ request: { visibility: 'public' } });
    expect(results.at(-1)).toMatchObject({ state: 'published', notice: { code: 'visibility_differs' } });
  });

  it.each([403, 400])(
    'a refusal (%d) to tell what became of the video is no proof that it is not there',
    async (status) => {
      await simulator.setFaults({ kind: 'status', operation: 'videos.list', status, reason: 'forbidden' });
      expect(await failureOf()).toMatchObject({ kind: 'unknown', causeCode: 'forbidden' });
    },
  );

  it('a refused chunk is a definite end when the session has no video', async () => {
    await simulator.setFaults({ kind: 'status', operation: 'videos.insert.upload', status: 400, reason: 'badRequest' });
    expect(await failureOf()).toMatchObject({ kind: 'rejected', causeCode: 'badRequest' });
  });

  it('trouble while polling is transient', async () => {
    await simulator.setFaults({ kind: 'status', operation: 'videos.list', status: 503, reason: 'backendError' });
    expect(await failureOf()).toMatchObject({ kind: 'transient' });
  });
});
