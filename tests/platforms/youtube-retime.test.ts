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
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
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

/** Whole seconds, as YouTube shows them. */
const inMinutes = (minutes: number) => Math.ceil(time.now() / 1000) * 1000 + minutes * 60_000;
const planned = (options: PostOptions = {}) => createYoutubePost(simulator, time, { dueAt: inMinutes(60), ...options });

async function landed(options?: PostOptions): Promise<YoutubePost> {
  const one = await planned(options);
  expect(await one.advance()).toMatchObject({ state: 'ready', goLiveAt: one.stored.dueAt });
  return one;
}

async function rowOf(one: YoutubePost) {
  const rows = await one.onChannel();
  expect(rows).toHaveLength(1);
  return rows[0];
}

/** It waits, unseen, for exactly the time that is wanted, and is out then. */
async function expectOutAt(one: YoutubePost, dueAt: number): Promise<void> {
  expect(await one.advance()).toMatchObject({ state: 'ready', goLiveAt: dueAt });
  expect(await rowOf(one)).toMatchObject({ privacy: 'private', publishAt: iso(dueAt), publishedAt: null });
  await time.reach(dueAt);
  const last = await one.advance();
  expect(last).toMatchObject({ state: 'published' });
  expect(last).not.toHaveProperty('notice');
  expect(await rowOf(one)).toMatchObject({ privacy: 'public', publishedAt: iso(dueAt) });
}

async function api(method: string, path: string, body?: unknown) {
  const { accessToken } = await simulator.connect();
  const answer = await fetch(`${simulator.url}/youtube/youtube/v3/${path}`, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return answer.json();
}
const statusOf = async (one: YoutubePost) => {
  const id = (await rowOf(one))?.remoteId;
  return (await api('GET', `videos?part=status&id=${id}`)).items[0].status;
};

describe('a video that waits at YouTube', () => {
  it.each([
    ['later', 90],
    ['earlier', 30],
  ])('is given a %s time', async (_name, minutes) => {
    const one = await landed();
    one.stored.dueAt = inMinutes(minutes);
    await expectOutAt(one, one.stored.dueAt);
  });

  it.each([
    ['without a time', () => null],
    ['with a time that is past', () => time.now() - 5000],
  ])('is opened at once %s', async (_name, dueAt) => {
    const one = await landed();
    const before = time.now();
    one.stored.dueAt = dueAt();
    expect(await one.advance()).toMatchObject({ state: 'published' });
    const row = await rowOf(one);
    expect(row).toMatchObject({ privacy: 'public' });
    expect(Date.parse(row?.publishedAt ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('keeps everything else, also what its owner changed there', async () => {
    const request = { license: 'creativeCommon', embeddable: false, containsSyntheticMedia: true, madeForKids: true };
    const one = await landed({ request });
    const status = { ...(await statusOf(one)), publicStatsViewable: false };
    await api('PUT', 'videos?part=status', { id: (await rowOf(one))?.remoteId, status });
    one.stored.dueAt = inMinutes(120);
    await one.advance();
    expect(await statusOf(one)).toMatchObject({
      privacyStatus: 'private',
      publishAt: `${iso(one.stored.dueAt)?.slice(0, 19)}Z`,
      license: 'creativeCommon',
      embeddable: false,
      publicStatsViewable: false,
      selfDeclaredMadeForKids: true,
      containsSyntheticMedia: true,
    });
  });

  it.each(['unlisted', 'private'])('and is %s costs no call: only Hopper knows its time', async (visibility) => {
    const one = await landed({ request: { visibility } });
    const updates = await simulator.stat('requests.videos.update');
    one.stored.dueAt = inMinutes(90);
    expect(await one.advance()).toMatchObject({ state: 'ready', goLiveAt: one.stored.dueAt });
    await time.reach(one.stored.dueAt);
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(await simulator.stat('requests.videos.update')).toBe(updates);
    expect(await rowOf(one)).toMatchObject({ privacy: visibility });
  });

  it('and was made unlisted by its owner is left alone, and told', async () => {
    const one = await landed();
    const id = (await rowOf(one))?.remoteId;
    await api('PUT', 'videos?part=status', { id, status: { privacyStatus: 'unlisted' } });
    one.stored.dueAt = inMinutes(90);
    expect(await one.advance()).toMatchObject({ state: 'ready', goLiveAt: one.stored.dueAt });
    await time.reach(one.stored.dueAt);
    expect(await one.advance()).toMatchObject({ state: 'published', notice: { code: 'visibility_differs' } });
    expect(await rowOf(one)).toMatchObject({ privacy: 'unlisted' });
  });

  it('of a project that YouTube has locked ends with a notice, not in waiting', async () => {
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome: 'locked-private' });
    const one = await landed();
    one.stored.dueAt = inMinutes(90);
    expect(await one.advance()).toMatchObject({ state: 'ready', goLiveAt: one.stored.dueAt });
    one.stored.dueAt = null;
    expect(await one.advance()).toMatchObject({
      state: 'published',
      notice: { code: 'visibility_differs', message: expect.stringContaining('audit') },
    });
  });

  it('and was rejected meanwhile ends with the reason', async () => {
    const rejected = { outcome: 'rejected', reason: 'copyright', afterSeconds: 600 };
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', ...rejected });
    const one = await landed();
    await time.pass(600);
    one.stored.dueAt = inMinutes(90);
    expect(await errorOf(one.advance())).toMatchObject({ kind: 'rejected', causeCode: 'video_copyright' });
  });
});

describe('when YouTube opens the video first', () => {
  const laterThan = (one: YoutubePost) => (one.stored.dueAt ?? 0) + 3600_000;

  it('it is out, and a later time is told to have come too late', async () => {
    const one = await landed();
    const first = one.stored.dueAt ?? 0;
    one.stored.dueAt = laterThan(one);
    await time.reach(first);
    expect(await one.advance()).toMatchObject({ state: 'published', notice: { code: 'opened_earlier' } });
    expect(await rowOf(one)).toMatchObject({ privacy: 'public', publishedAt: iso(first) });
  });

  it('between the look and the update, the refusal is not believed', async () => {
    const one = await landed();
    const first = one.stored.dueAt ?? 0;
    one.stored.dueAt = laterThan(one);
    const { send } = strikeAt(0, 'before');
    const racing = one.advance(undefined, async (request) => {
      if (request.method === 'PUT') await time.reach(first);
      return send(request);
    });
    expect(await errorOf(racing)).toMatchObject({ kind: 'transient', causeCode: 'invalidPublishAt' });
    expect(await one.advance()).toMatchObject({ state: 'published', notice: { code: 'opened_earlier' } });
    expect(await rowOf(one)).toMatchObject({ privacy: 'public', publishedAt: iso(first) });
  });

  it('an earlier time, or none, has nothing to tell', async () => {
    const one = await landed();
    const first = one.stored.dueAt ?? 0;
    await time.reach(first);
    one.stored.dueAt = null;
    const last = await one.advance();
    expect(last).toMatchObject({ state: 'published' });
    expect(last).not.toHaveProperty('notice');
  });
});

describe('an upload whose time is changed', () => {
  const halfway = async (options: PostOptions = {}) => {
    const one = await planned({ ...large, ...options });
    await one.advance((result) => result.state === 'uploading' && result.bytesSent > 0);
    return one;
  };

  it.each([
    ['later', 90],
    ['earlier', 30],
  ])('to a %s one is finished, and then given its time', async (_name, minutes) => {
    const one = await halfway();
    const inserts = await simulator.stat('requests.videos.insert');
    one.stored.dueAt = inMinutes(minutes);
    await expectOutAt(one, one.stored.dueAt);
    expect(await simulator.stat('requests.videos.insert')).toBe(inserts);
  });

  it('to now is finished and opened', async () => {
    const one = await halfway();
    one.stored.dueAt = null;
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(await rowOf(one)).toMatchObject({ privacy: 'public' });
  });

  it.each([
    ['is close', 2],
    ['has passed', -1],
  ])('to a later one when the first %s begins anew: it would be public too early', async (_name, minutes) => {
    const one = await halfway();
    await time.reach((one.stored.dueAt ?? 0) - minutes * 60_000);
    one.stored.dueAt = inMinutes(90);
    await expectOutAt(one, one.stored.dueAt);
  });

  it('to a later one when it was complete already is out at the first time', async () => {
    const one = await halfway();
    await simulator.setFaults({ kind: 'after-effect', operation: 'videos.insert.upload' });
    await errorOf(one.advance());
    await time.reach(one.stored.dueAt ?? 0);
    one.stored.dueAt = inMinutes(90);
    expect(await one.advance()).toMatchObject({ state: 'published', notice: { code: 'opened_earlier' } });
    expect(await one.onChannel()).toHaveLength(1);
  });

  it('is found in the channel with its first time, and given the second', async () => {
    const one = await halfway();
    await simulator.setFaults(
      { kind: 'after-effect', operation: 'videos.insert.upload' },
      { kind: 'session-lost', operation: 'videos.insert.status', step: 2 },
    );
    await errorOf(one.advance());
    one.stored.dueAt = inMinutes(90);
    await expectOutAt(one, one.stored.dueAt);
  });
});

describe('clocks that differ', () => {
  const refusal = { kind: 'status', operation: 'videos.insert', status: 400, reason: 'invalidPublishAt' } as const;

  it('a close time that YouTube refuses is waited for, then the video is out', async () => {
    await simulator.setFaults(refusal);
    const one = await planned({ dueAt: inMinutes(1) });
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind: 'transient', causeCode: 'invalidPublishAt' });
    expect(error.retryAfterSeconds).toBeGreaterThan(50);
    expect(error.retryAfterSeconds).toBeLessThan(70);
    await time.pass(error.retryAfterSeconds ?? 0);
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(await rowOf(one)).toMatchObject({ privacy: 'public' });
  });

  it('any other time that YouTube refuses is its last word', async () => {
    await simulator.setFaults(refusal);
    expect(await errorOf((await planned()).advance())).toMatchObject({ kind: 'rejected' });
  });

  it('a time that has passed at YouTube when the video arrives is now', async () => {
    const one = await planned({ dueAt: inMinutes(1) });
    await one.advance(isUploading);
    await time.reach(one.stored.dueAt ?? 0);
    const before = time.now();
    expect(await one.advance()).toMatchObject({ state: 'published' });
    expect(Date.parse((await rowOf(one))?.publishedAt ?? '')).toBeGreaterThanOrEqual(before - 1000);
  });
});

describe('what goes wrong', () => {
  const scopes = ['youtube.upload', 'youtube.readonly']
    .map((name) => `https://www.googleapis.com/auth/${name}`)
    .join(' ');

  it('a permission that was never given is a person’s affair, and says when the video opens', async () => {
    const one = await landed({ scopes });
    const first = iso(one.stored.dueAt)?.slice(11, 16) ?? '?';
    one.stored.dueAt = inMinutes(90);
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind: 'unknown', causeCode: 'insufficientPermissions' });
    expect(error.userMessage).toContain(first);
    expect(error.userMessage).toMatch(/could not change its time\. .*Connect the account again.*YouTube Studio\.$/);
  });

  it.each([
    [{ status: 403, reason: 'quotaExceeded' }, 'quota'],
    [{ status: 503, reason: 'backendError' }, 'transient'],
    [{ status: 403, reason: 'forbidden' }, 'unknown'],
    [{ status: 404, reason: 'videoNotFound' }, 'unknown'],
  ] as const)('%j is %s, and the time is changed by the next try', async (answer, kind) => {
    const one = await landed();
    one.stored.dueAt = inMinutes(90);
    await simulator.setFaults({ ...answer, kind: 'status', operation: 'videos.update' });
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind });
    expect(error.userMessage).toMatch(/^[A-Z].*YouTube.*\.$/);
    await expectOutAt(one, one.stored.dueAt);
  });

  it('a worker that dies at any call of it is followed by one that ends it, with one update', async () => {
    let isThrough = false;
    for (let n = 1; !isThrough; n += 1) {
      for (const when of ['before', 'after'] as const) {
        const one = await landed();
        const updates = await simulator.stat('requests.videos.update');
        one.stored.dueAt = inMinutes(90);
        const strike = strikeAt(n, when);
        await one.advance(undefined, strike.send).catch(() => undefined);
        isThrough = strike.calls() < n;
        await expectOutAt(one, one.stored.dueAt);
        expect((await simulator.stat('requests.videos.update')) - updates).toBe(1);
      }
    }
  });

  it('a worker that dies while it begins an upload anew leaves one video', async () => {
    let isThrough = false;
    for (let n = 1; !isThrough; n += 1) {
      for (const when of ['before', 'after'] as const) {
        const one = await planned({ ...large, dueAt: inMinutes(3) });
        await one.advance((result) => result.state === 'uploading' && result.bytesSent > 0);
        one.stored.dueAt = inMinutes(90);
        const strike = strikeAt(n, when);
        await one.advance(undefined, strike.send).catch(() => undefined);
        isThrough = strike.calls() < n;
        await expectOutAt(one, one.stored.dueAt);
      }
    }
  });
});
