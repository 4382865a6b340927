import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { createTestVideo } from './support/drive-publisher.ts';
import { createTiktokDriver, type TiktokDriver } from './support/drive-tiktok.ts';

const source = createTestVideo(300_000);
let simulator: TiktokSimulator;
let driver: TiktokDriver;

beforeAll(async () => {
  simulator = await startTiktokSimulator({ tiktok: { dailyPosts: 10_000 } });
  driver = createTiktokDriver(simulator, source);
});
afterAll(() => simulator.close());
beforeEach(() => driver.begin());

describe('refusals when a post begins', () => {
  const refusals: [status: number, reason: string, kind: PlatformErrorKind, retryAfter: number | undefined][] = [
    [400, 'invalid_param', 'rejected', undefined],
    [400, 'invalid_params', 'rejected', undefined],
    [400, 'invalid_file_upload', 'rejected', undefined],
    [400, 'scope_permission_missed', 'reauthorize', undefined],
    [400, 'app_version_check_failed', 'rejected', undefined],
    [401, 'scope_not_authorized', 'reauthorize', undefined],
    [403, 'spam_risk_too_many_posts', 'quota', 3600],
    [403, 'spam_risk_user_banned_from_posting', 'rejected', undefined],
    [403, 'spam_risk_too_many_pending_share', 'quota', 3600],
    [403, 'reached_active_user_cap', 'quota', 3600],
    [403, 'unaudited_client_can_only_post_to_private_accounts', 'rejected', undefined],
    [403, 'url_ownership_unverified', 'rejected', undefined],
    [403, 'privacy_level_option_mismatch', 'rejected', undefined],
    [404, 'not_found', 'rejected', undefined],
    [429, 'rate_limit_exceeded', 'rate_limited', 60],
    [500, 'internal_error', 'transient', undefined],
    [503, 'spam_risk_too_many_posts', 'transient', undefined],
    [400, 'something_new', 'rejected', undefined],
  ];
  it.each(refusals)('%d %s is %s', async (status, reason, kind, retryAfterSeconds) => {
    await simulator.setFaults({ kind: 'status', operation: 'video.init', status, reason, count: 2 });
    const error = await driver.driveToFailure();
    expect(error).toMatchObject({ kind, causeCode: reason });
    expect(error.userMessage).toMatch(/^[A-Z].{20,}\.$/);
    if (retryAfterSeconds) expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(retryAfterSeconds);
    expect(await driver.atTiktok()).toEqual([]);
  });

  it.each([
    ['spam_risk_too_many_posts', 'quota'],
    ['spam_risk_user_banned_from_posting', 'rejected'],
    ['reached_active_user_cap', 'quota'],
  ])('%s inside a good answer of creator_info is one', async (reason, kind) => {
    await simulator.setFaults({ kind: 'quiet-refusal', operation: 'creator_info.query', reason });
    const begun = await simulator.stat('requests.video.init');
    expect(await driver.driveToFailure()).toMatchObject({ kind, causeCode: reason });
    expect(await simulator.stat('requests.video.init')).toBe(begun);
  });

  it('a banned account is told so', async () => {
    await driver.begin('dana');
    expect(await driver.driveToFailure()).toMatchObject({
      kind: 'rejected',
      causeCode: 'spam_risk_user_banned_from_posting',
    });
  });

  it('an audience that the account does not offer is refused before anything begins', async () => {
    await driver.begin('cleo');
    const begun = await simulator.stat('requests.video.init');
    const error = await driver.driveToFailure({ request: { privacyLevel: 'PUBLIC_TO_EVERYONE' } });
    expect(error).toMatchObject({ kind: 'rejected', causeCode: 'privacy_level_option_mismatch' });
    expect(error.userMessage).toContain('FOLLOWER_OF_CREATOR');
    expect(await simulator.stat('requests.video.init')).toBe(begun);
  });

  it('an audience that was offered a moment ago is refused in words, and can be tried again with another one', async () => {
    await driver.begin('north-studio');
    await simulator.setFaults({ kind: 'outcome', operation: 'creator_info.query', outcome: 'locked-private' });
    const error = await driver.driveToFailure({ request: { privacyLevel: 'PUBLIC_TO_EVERYONE' } });
    expect(error).toMatchObject({ kind: 'rejected', causeCode: 'privacy_level_option_mismatch' });
    expect(error.userMessage).toContain('audience');
    const results = await driver.drive({ request: { privacyLevel: 'FOLLOWER_OF_CREATOR' } });
    expect(await driver.problemOf(results)).toBeUndefined();
  });

  it.each([
    ['unreachable', { kind: 'before-effect' }],
    ['cut off', { kind: 'after-effect' }],
    ['behind a proxy that fails', { kind: 'status', status: 502 }],
  ] as const)('a TikTok that is %s is tried again, and posts once', async (_name, fault) => {
    await simulator.setFaults({ ...fault, operation: 'video.init' });
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'transient' });
    expect(await driver.problemOf(await driver.drive())).toBeUndefined();
  });

  it('the sixth init in a minute waits', async () => {
    for (let post = 0; post < 6; post += 1) await driver.drive({ until: ({ state }) => state === 'uploading' });
    const error = await driver.driveToFailure();
    expect(error).toMatchObject({ kind: 'rate_limited' });
    await simulator.advance(error.retryAfterSeconds ?? 0);
    expect((await driver.drive()).at(-1)?.state).toBe('published');
  });
});

describe('the words', () => {
  it('arrive as they were given', async () => {
    const title = 'Grüße 👋 #hashtag @user\nLine 2 "quoted" 1234567890123456789';
    await driver.drive({ request: { title } });
    expect((await simulator.ledger()).at(-1)).toMatchObject({ title });
  });

  it('may be 2200 UTF-16 units long', async () => {
    expect((await driver.drive({ request: { title: '👋'.repeat(1100) } })).at(-1)?.state).toBe('published');
    const error = await driver.driveToFailure({ request: { title: `${'👋'.repeat(1100)}!` } });
    expect(error).toMatchObject({ kind: 'rejected', causeCode: 'invalid_param' });
  });
});

describe('after the upload', () => {
  const outcome = (reason: string, count: number | null = 1) =>
    simulator.setFaults({ kind: 'outcome', operation: 'video.init', outcome: 'failed', reason, count });

  it.each([
    ['file_format_check_failed', 'MP4'],
    ['duration_check_failed', 'long'],
    ['frame_rate_check_failed', 'frames'],
    ['picture_size_check_failed', 'pixels'],
    ['publish_cancelled', 'cancelled'],
    ['spam_risk_too_many_posts', 'daily'],
    ['spam_risk_user_banned_from_posting', 'account'],
    ['spam_risk_text', 'words'],
    ['spam_risk', 'spam'],
    ['video_pull_failed', 'fetch'],
    ['something_new', 'TikTok app'],
  ])('%s is a definite end that a person understands', async (reason, word) => {
    await outcome(reason);
    const error = await driver.driveToFailure();
    expect(error).toMatchObject({ kind: 'rejected', causeCode: `video_${reason}` });
    expect(error.userMessage).toContain(word);
    expect(await driver.atTiktok()).toEqual([]);
  });

  it.each(['internal', 'auth_removed'])('%s is tried again by itself', async (reason) => {
    await outcome(reason);
    const results = await driver.drive();
    expect(await driver.problemOf(results)).toBeUndefined();
    expect(results.some((result) => result.state === 'uploading' && result.pauseSeconds === 60)).toBe(true);
  });

  it('internal again and again is an end', async () => {
    await outcome('internal', null);
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'rejected', causeCode: 'video_internal' });
  });

  it.each([
    [{ kind: 'status', status: 500 }, 'transient'],
    [{ kind: 'status', status: 429 }, 'rate_limited'],
    [{ kind: 'half-answer' }, 'transient'],
    [{ kind: 'status', status: 400, reason: 'invalid_publish_id' }, 'unknown'],
    [{ kind: 'status', status: 400, reason: 'token_not_authorized_for_specified_publish_id' }, 'unknown'],
    [{ kind: 'status', status: 403, reason: 'forbidden' }, 'unknown'],
  ] as const)('%j while polling is %s', async (fault, kind) => {
    await simulator.setFaults({ ...fault, operation: 'status.fetch' });
    expect(await driver.driveToFailure()).toMatchObject({ kind });
  });

  it('a removal by its owner later is no failure of the post', async () => {
    await simulator.setFaults({ kind: 'outcome', operation: 'video.init', outcome: 'deleted', afterSeconds: 0 });
    expect((await driver.drive()).at(-1)?.state).toBe('published');
  });
});

describe('while the bytes are on their way', () => {
  it.each([500, 502, 503, 429])('%d is tried again with the same chunk', async (status) => {
    await simulator.setFaults({ kind: 'status', operation: 'upload', status });
    expect((await driver.driveToFailure()).kind).toMatch(/transient|rate_limited/);
  });
});
