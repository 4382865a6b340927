import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PostState } from '../../shared/domain/posts/post.ts';
import type { PlatformError, PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { errorTable } from '../../shared/platforms/youtube/error-table.ts';
import { failureTexts, rejectionTexts } from '../../shared/platforms/youtube/outcome-texts.ts';
import { changeAfterError } from '../../shared/worker/change-after-error.ts';
import { buildPost } from '../support/build-post.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { youtubeWithoutLimits } from './support/faults.ts';
import { createTime, createYoutubePost, errorOf, type PostOptions } from './support/youtube-post.ts';

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

const post = (options?: PostOptions) => createYoutubePost(simulator, time, options);
const day = 24 * 3600;

/** What becomes of a post, by the worker's own rule. */
function stateAfter(error: PlatformError, checkpoint: unknown): PostState | undefined {
  return changeAfterError(buildPost({ checkpoint }), error, { now: time.now(), random: 0 }).state;
}

/** Whole sentences, for somebody who does not know our code; they say what to do, or that nothing needs to be done. */
function expectPlainWords(message: string): void {
  expect(message).toMatch(/^[A-Z][^_{}]{25,}\.$/);
  expect(message).toMatch(
    /again|Choose|Connect|Create|Correct|Check|Export|Set it|Studio|channel|by itself|in a day|Pacific|report|sign in|Verify|needs to be done|posted/,
  );
}

interface Case {
  readonly status: number;
  readonly reason: string;
  readonly message?: string;
  /** Where it is not the reason. */
  readonly code?: string;
  readonly kind: PlatformErrorKind;
  readonly state: PostState;
  readonly words: RegExp;
  /** Seconds. */
  readonly wait?: number;
}

const content = { status: 400, kind: 'rejected', state: 'failed' } as const;
const bug = { ...content, words: /error in Hopper/ } as const;
const auth = { status: 401, kind: 'reauthorize', state: 'reconnect', words: /Connect the account again/ } as const;
const setting = { ...content, status: 403 } as const;
const slow = { kind: 'rate_limited', state: 'waiting', words: /slow down/, wait: 60 } as const;
const quota = { status: 403, kind: 'quota', state: 'waiting', words: /quota.*midnight Pacific/ } as const;
const busy = { kind: 'transient', state: 'waiting', words: /having trouble.*by itself/ } as const;

/** @see https://developers.google.com/youtube/v3/docs/errors */
const documented: readonly Case[] = [
  { ...content, reason: 'invalidTitle', words: /title.*100/ },
  { ...content, reason: 'invalidDescription', words: /description.*5,000/ },
  { ...content, reason: 'invalidTags', words: /tags.*500/ },
  { ...content, reason: 'invalidCategoryId', words: /category/ },
  { ...content, reason: 'invalidPublishAt', words: /time/ },
  { ...content, reason: 'invalidFilename', words: /name of the file/ },
  { ...content, reason: 'invalidRecordingDetails', words: /recording date/ },
  { ...content, reason: 'invalidVideoGameRating', words: /game rating/ },
  { ...content, reason: 'invalidVideoMetadata', words: /title, category/ },
  { ...content, reason: 'defaultLanguageNotSet', words: /language/ },
  { ...bug, reason: 'mediaBodyRequired' },
  { ...bug, reason: 'missingRequiredParameter' },
  { ...bug, reason: 'unexpectedParameter' },
  { ...bug, reason: 'incompatibleParameters' },
  { ...bug, reason: 'invalidPageToken' },
  { ...bug, reason: 'invalidFilters' },
  { ...bug, reason: 'invalidCriteria' },
  {
    status: 400,
    reason: 'uploadLimitExceeded',
    kind: 'rate_limited',
    state: 'waiting',
    words: /channel.*daily number of uploads.*in a day/,
    wait: day,
  },
  { ...auth, reason: 'authError' },
  { ...auth, reason: 'expired' },
  { ...auth, reason: 'authorizationRequired' },
  { ...content, status: 401, reason: 'youtubeSignupRequired', words: /no YouTube channel.*Create one/ },
  { ...quota, reason: 'quotaExceeded' },
  { ...quota, reason: 'dailyLimitExceeded' },
  { ...slow, status: 403, reason: 'rateLimitExceeded' },
  { ...slow, status: 403, reason: 'userRateLimitExceeded' },
  { ...slow, status: 429, reason: 'rateLimitExceeded' },
  { ...slow, status: 429, reason: 'uploadRateLimitExceeded' },
  {
    ...quota,
    status: 429,
    reason: 'rateLimitExceeded',
    words: /uploads.*midnight Pacific/,
    code: 'projectUploadsExceeded',
    message: "Quota exceeded for quota metric 'Video Uploads' and limit 'Video Uploads per day' of service.",
  },
  { ...setting, reason: 'forbidden', words: /does not allow this/ },
  { ...setting, reason: 'forbiddenPrivacySetting', words: /visibility/ },
  { ...setting, reason: 'forbiddenLicenseSetting', words: /licence/ },
  { ...auth, status: 403, reason: 'insufficientPermissions', words: /Connect again and allow all/ },
  { ...setting, reason: 'accountDelegationForbidden', words: /may not act for this channel/ },
  { ...setting, reason: 'authenticatedUserAccountClosed', words: /closed/ },
  { ...setting, reason: 'authenticatedUserAccountSuspended', words: /suspended/ },
  { ...setting, reason: 'authenticatedUserNotChannel', words: /may not act for this channel/ },
  { ...setting, reason: 'channelClosed', words: /closed/ },
  { ...setting, reason: 'channelSuspended', words: /suspended/ },
  { ...content, status: 404, reason: 'videoNotFound', words: /does not know this video/ },
  { ...content, status: 404, reason: 'playlistNotFound', words: /does not know this playlist/ },
  { ...content, status: 404, reason: 'channelNotFound', words: /does not know the connected channel/ },
  { ...content, status: 413, reason: 'uploadTooLarge', words: /larger than YouTube takes/ },
  { ...busy, status: 500, reason: 'internalError' },
  { ...busy, status: 503, reason: 'backendError' },
];

/** What only the status can decide. */
const undocumented: readonly Case[] = [
  { ...content, reason: 'somethingNew', words: /does not know the reason/ },
  { ...setting, reason: 'somethingNew', words: /does not know the reason/ },
  { ...auth, reason: 'somethingNew' },
  { ...slow, status: 429, reason: 'somethingNew' },
  { ...busy, status: 408, reason: 'requestTimeout' },
  { ...busy, status: 502, reason: 'forbidden' },
  { ...busy, status: 599, reason: 'invalidTitle' },
];

it('every reason that Hopper knows is in the table below, and every one there is known', () => {
  expect(new Set(documented.map(({ reason }) => reason))).toEqual(new Set(Object.keys(errorTable)));
});

describe('an answer of YouTube when the upload begins', () => {
  it.each([...documented, ...undocumented])('$status $reason: $kind, the post is $state', async (expected) => {
    const { status, reason, message, kind, state, words, wait, code = reason } = expected;
    const fault = { kind: 'status', operation: 'videos.insert', status, reason, count: 2 } as const;
    await simulator.setFaults(message === undefined ? fault : { ...fault, message });
    const one = await post();
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind, causeCode: code });
    expect(error.userMessage).toMatch(words);
    expectPlainWords(error.userMessage);
    expect(stateAfter(error, null)).toBe(state);
    if (wait !== undefined) expect(error.retryAfterSeconds).toBe(wait);
    if (kind === 'quota') expect(error.retryAfterSeconds).toBeGreaterThan(0);
    expect(await one.onChannel()).toEqual([]);
  });
});

describe('the same answer to the question what became of the video', () => {
  const refusals = documented.filter(({ kind }) => kind === 'rejected');

  it.each(refusals)('$status $reason is no proof that there is none: a person looks', async ({ status, reason }) => {
    await simulator.setFaults({ kind: 'status', operation: 'videos.list', status, reason, count: 2 });
    const one = await post();
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind: 'unknown', causeCode: reason });
    expect(stateAfter(error, one.stored.checkpoint)).toBe('needs_check');
    expectPlainWords(error.userMessage);
  });
});

describe('what YouTube says of a video after it has arrived', () => {
  const cases: [outcome: string, reason: string, text: string][] = [
    ...Object.entries(failureTexts).map(([reason, text]): [string, string, string] => ['failed', reason, text]),
    ...Object.entries(rejectionTexts).map(([reason, text]): [string, string, string] => ['rejected', reason, text]),
    ['failed', 'somethingNew', 'YouTube could not process the video. Look in YouTube Studio for the cause.'],
    ['rejected', 'somethingNew', 'YouTube rejected the video. Look in YouTube Studio for the cause.'],
  ];

  it('is known in every documented case', () => {
    expect(Object.keys(failureTexts)).toEqual(
      expect.arrayContaining(['conversion', 'invalidFile', 'emptyFile', 'tooSmall', 'codec', 'uploadAborted']),
    );
    expect(Object.keys(failureTexts)).toEqual(
      expect.arrayContaining(['uploadFailed', 'transcodeFailed', 'streamingFailed']),
    );
    expect(Object.keys(rejectionTexts).sort()).toEqual(
      [
        ...['copyright', 'inappropriate', 'duplicate', 'termsOfUse', 'uploaderAccountSuspended', 'length', 'claim'],
        ...['uploaderAccountClosed', 'trademark', 'legal'],
      ].sort(),
    );
  });

  it.each(cases)('%s because of %s ends the post in words', async (outcome, reason, text) => {
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome, reason });
    const one = await post();
    const error = await errorOf(one.advance());
    expect(error).toMatchObject({ kind: 'rejected', causeCode: `video_${reason}`, userMessage: text });
    expect(stateAfter(error, one.stored.checkpoint)).toBe('failed');
    expectPlainWords(text);
  });

  it.each([
    ['rejected', 'copyright', { kind: 'rejected', causeCode: 'video_copyright' }],
    ['deleted', undefined, { kind: 'unknown', causeCode: 'video_deleted' }],
  ])('is heard although it was processed before and waits for its time: %s', async (outcome, reason, expected) => {
    await simulator.setFaults({ kind: 'outcome', operation: 'videos.insert', outcome, reason, afterSeconds: 1800 });
    const one = await post({ dueAt: time.now() + 3600_000 });
    expect(await one.advance()).toMatchObject({ state: 'ready' });
    await time.reach(one.stored.dueAt ?? 0);
    expect(await errorOf(one.advance())).toMatchObject(expected);
    const shown = (await one.onChannel()).filter(({ publishedAt }) => publishedAt !== null);
    expect(shown).toEqual([]);
  });
});
