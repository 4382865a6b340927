import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StepResult } from '../../shared/domain/posts/publisher.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { listUnstruck, youtubeWithoutLimits } from './support/faults.ts';
import {
  createTime,
  createYoutubePost,
  errorOf,
  type PostOptions,
  strikeAt,
  type YoutubePost,
} from './support/youtube-post.ts';

const chunk = 8 * 1024 * 1024;
const large = { sizeBytes: chunk + 5 };
const isUploading = ({ state }: StepResult) => state === 'uploading';
const isProcessing = ({ state }: StepResult) => state === 'processing';
let simulator: YoutubeSimulator;
let time: ReturnType<typeof createTime>;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({
    youtube: youtubeWithoutLimits,
  });
  time = createTime(simulator);
});
afterAll(() => simulator.close());
beforeEach(() => simulator.setFaults());
/** A fault that never struck would prove nothing. */
afterEach(async () => {
  expect(await listUnstruck(simulator.url)).toEqual([]);
});

const post = (options?: PostOptions) => createYoutubePost(simulator, time, options);
const planned = (options?: PostOptions) => post({ dueAt: time.now() + 3600_000, ...options });

/** Nothing of it is on the channel, and nothing comes later. */
async function expectNothing(withdrawn: YoutubePost): Promise<void> {
  await time.pass(2 * 3600);
  expect(await withdrawn.onChannel()).toEqual([]);
}

describe('nothing is left of a post', () => {
  it('that was not begun', async () => {
    const one = await planned();
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it('in the middle of its upload: its session makes no video any more', async () => {
    const one = await planned(large);
    await one.advance((result) => result.state === 'uploading' && result.bytesSent > 0);
    const { checkpoint } = one.stored;
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    Object.assign(one.stored, { checkpoint, bytesSent: chunk });
    const next = await one.advance(() => true);
    expect(next).toMatchObject({ checkpoint: { phase: 'searching' } });
    await expectNothing(one);
  });

  it('whose session is complete although nobody heard of it', async () => {
    const one = await planned();
    await one.advance(isUploading);
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload' });
    await errorOf(one.advance());
    expect(await one.onChannel()).toHaveLength(1);
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it('whose last byte arrives while its session is given up', async () => {
    const one = await planned();
    await one.advance(isUploading);
    const checkpoint = { ...one.stored };
    const late = async () => {
      await one.advance(isProcessing);
      Object.assign(one.stored, checkpoint);
    };
    let calls = 0;
    const { send } = strikeAt(0, 'before');
    const withdrawing = one.withdraw(async (request) => {
      if (request.method === 'DELETE' && calls++ === 0) await late();
      return send(request);
    });
    expect(await withdrawing).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it.each(['made a video', 'made none'])('whose session was lost and %s', async (what) => {
    const one = await planned(large);
    await one.advance(isUploading);
    const kind = what === 'made none' ? 'before-effect' : 'after-effect';
    await simulator.setFaults({ kind, operation: 'videos.insert.upload', step: 2 });
    await errorOf(one.advance());
    expect(await one.onChannel()).toHaveLength(what === 'made none' ? 0 : 1);
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.status', status: 410 });
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it('that is just being searched for', async () => {
    const one = await planned();
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.upload' });
    await one.advance((result) => result.state === 'uploading' && result.pauseSeconds === 30);
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it.each(['public', 'unlisted', 'private'])('that has landed, %s', async (visibility) => {
    const one = await planned({ request: { visibility } });
    expect(await one.advance()).toMatchObject({ state: 'ready' });
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it('whose video its owner has deleted', async () => {
    const one = await planned();
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome: 'deleted', afterSeconds: 200 });
    await one.advance();
    await time.pass(300);
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
  });

  it('whose video YouTube has rejected', async () => {
    const one = await post();
    await simulator.setFaults({
      kind: 'outcome',
      operation: 'videos.insert',
      outcome: 'rejected',
      reason: 'copyright',
    });
    expect(await errorOf(one.advance())).toMatchObject({ kind: 'rejected' });
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });
});

describe('it is too late', () => {
  it('for a video that is public', async () => {
    const one = await post();
    await one.advance(isProcessing);
    expect(await one.withdraw()).toEqual({ state: 'too-late' });
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(await one.onChannel()).toHaveLength(1);
  });

  it('for one whose time has come meanwhile, and it goes on as if nothing had been asked', async () => {
    const one = await planned();
    await one.advance();
    await time.reach(one.stored.dueAt ?? 0);
    expect(await one.withdraw()).toEqual({ state: 'too-late' });
    expect(await one.advance()).toMatchObject({ state: 'published' });
  });

  it('for one that YouTube opens within seconds: it would be seen between the look and the deletion', async () => {
    const one = await planned();
    await one.advance();
    await time.reach((one.stored.dueAt ?? 0) - 5_000);
    expect(await one.withdraw()).toEqual({ state: 'too-late' });
    expect(await one.onChannel()).toHaveLength(1);
  });

  it('for an upload for now whose last byte was the last that was heard of it', async () => {
    const one = await post();
    await one.advance(isUploading);
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload' });
    await errorOf(one.advance());
    expect(await one.withdraw()).toEqual({ state: 'too-late' });
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(await one.onChannel()).toHaveLength(1);
  });
});

it('a video that is not shown yet is waited for before its absence is believed', async () => {
  const one = await planned();
  await one.advance(isProcessing);
  const { send } = strikeAt(0, 'before');
  let hidden = 3;
  const result = await one.withdraw(async (request) => {
    const answer = await send(request);
    const isLook = request.method === 'GET' && request.url.pathname.endsWith('/videos');
    return isLook && hidden-- > 0 ? { ...answer, text: '{"items":[]}' } : answer;
  });
  expect(result).toEqual({ state: 'withdrawn' });
  expect(hidden).toBeLessThan(0);
  await expectNothing(one);
});

describe('what goes wrong', () => {
  const scopes = ['youtube.upload', 'youtube.readonly']
    .map((name) => `https://www.googleapis.com/auth/${name}`)
    .join(' ');
  const landed = async (options?: PostOptions) => {
    const one = await planned(options);
    await one.advance();
    return one;
  };

  it('a permission that was never given is a person’s affair, and says when the video opens', async () => {
    const one = await landed({ scopes });
    const error = await errorOf(one.withdraw());
    expect(error).toMatchObject({ kind: 'unknown', causeCode: 'insufficientPermissions' });
    expect(error.userMessage).toMatch(/opens at 20\d\d-.* UTC: .*Connect the account again .* YouTube Studio\.$/);
    expect(await one.onChannel()).toHaveLength(1);
  });

  it.each([
    [{ status: 403, reason: 'forbidden' }, 'unknown'],
    [{ status: 403, reason: 'quotaExceeded' }, 'quota'],
    [{ status: 429, reason: 'rateLimitExceeded', retryAfter: 70 }, 'rate_limited'],
    [{ status: 503, reason: 'backendError' }, 'transient'],
    [{ status: 401, reason: 'authError', count: 2 }, 'reauthorize'],
  ] as const)('%j is %s; the video is still there and the user is told so', async (answer, kind) => {
    const one = await landed();
    await simulator.setFaults({ ...answer, kind: 'status', operation: 'videos.delete' });
    const error = await errorOf(one.withdraw());
    expect(error).toMatchObject({ kind, causeCode: answer.reason });
    expect(error.userMessage).toMatch(/^The video is at YouTube and opens at .*could not delete it\. .*\.$/);
    if ('retryAfter' in answer) expect(error.retryAfterSeconds).toBe(answer.retryAfter);
    expect(await one.withdraw()).toEqual({ state: 'withdrawn' });
    await expectNothing(one);
  });

  it.each(['after-effect', 'half-answer'] as const)(
    'an answer to the deletion that is lost (%s) costs one more look',
    async (kind) => {
      const one = await landed();
      await simulator.setFaults({ kind, operation: 'videos.delete' });
      const first = await one.withdraw().catch(() => undefined);
      await time.pass(200);
      expect(first ?? (await one.withdraw())).toEqual({ state: 'withdrawn' });
      await expectNothing(one);
    },
  );

  it('two videos that could be the one are left to a person', async () => {
    const one = await planned();
    await one.advance();
    one.stored.checkpoint = null;
    await one.advance();
    one.stored.checkpoint = null;
    await one.advance(isUploading);
    one.stored.checkpoint = { ...Object(one.stored.checkpoint), startedAt: time.now() - 3600_000 };
    await simulator.setFaults({ kind: 'session-lost', operation: 'videos.insert.status' });
    expect(await errorOf(one.withdraw())).toMatchObject({ kind: 'unknown', causeCode: 'maybe_uploaded' });
  });
});

describe('a worker that dies in it', () => {
  const begun: [string, (one: YoutubePost) => Promise<unknown>][] = [
    ['in the upload', (one) => one.advance((result) => result.state === 'uploading' && result.bytesSent > 0)],
    [
      'at the last byte',
      async (one) => {
        await one.advance(isUploading);
        await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload', step: 2 });
        await errorOf(one.advance());
      },
    ],
    [
      'in the search',
      async (one) => {
        await one.advance(isUploading);
        await simulator.setFaults(
          { kind: 'after-effect', operation: 'videos.insert.upload', step: 2 },
          { kind: 'session-lost', operation: 'videos.insert.status' },
        );
        await errorOf(one.advance());
      },
    ],
    ['while the video waits', (one) => one.advance()],
  ];

  it.each(begun)('%s, at any call of it, is followed by one that ends it', async (_name, begin) => {
    let isThrough = false;
    for (let n = 1; !isThrough; n += 1) {
      for (const when of ['before', 'after'] as const) {
        const one = await planned(large);
        await begin(one);
        const strike = strikeAt(n, when);
        const first = await one.withdraw(strike.send).catch(() => undefined);
        isThrough = strike.calls() < n;
        await simulator.setFaults();
        await time.pass(180);
        expect(first ?? (await one.withdraw())).toEqual({ state: 'withdrawn' });
        expect(await one.onChannel()).toEqual([]);
      }
    }
  });
});
