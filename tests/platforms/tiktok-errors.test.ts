import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformErrorKind } from '../../shared/domain/posts/publisher.ts';
import { startTiktokSimulator, type TiktokSimulator } from '../support/tiktok-simulator.ts';
import { createTestVideo } from './support/drive-publisher.ts';
import { checkpointOf, createTiktokDriver, type TiktokDriver } from './support/drive-tiktok.ts';

/**
 * Every documented error code, the status it comes with, and what it is to us.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
 */
const documented: Readonly<Record<string, readonly [status: number, kind: PlatformErrorKind]>> = {
  invalid_param: [400, 'rejected'],
  invalid_params: [400, 'rejected'],
  invalid_file_upload: [400, 'rejected'],
  scope_permission_missed: [400, 'reauthorize'],
  app_version_check_failed: [400, 'rejected'],
  access_token_invalid: [401, 'reauthorize'],
  scope_not_authorized: [401, 'reauthorize'],
  spam_risk_too_many_posts: [403, 'quota'],
  spam_risk_user_banned_from_posting: [403, 'rejected'],
  spam_risk_too_many_pending_share: [403, 'quota'],
  reached_active_user_cap: [403, 'quota'],
  unaudited_client_can_only_post_to_private_accounts: [403, 'rejected'],
  url_ownership_unverified: [403, 'rejected'],
  privacy_level_option_mismatch: [403, 'rejected'],
  rate_limit_exceeded: [429, 'rate_limited'],
  internal_error: [500, 'transient'],
};
const rows = Object.entries(documented).map(([reason, [status, kind]]) => ({ reason, status, kind }));

/** Those that creator_info gives with status 200: this account cannot post now. */
const quiet = ['spam_risk_too_many_posts', 'spam_risk_user_banned_from_posting', 'reached_active_user_cap'];

/**
 * Every documented reason of a task that failed, and a word of what its owner reads.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status
 */
const failReasons: Readonly<Record<string, string>> = {
  file_format_check_failed: 'MP4',
  duration_check_failed: 'long',
  frame_rate_check_failed: '23 to 60 frames',
  picture_size_check_failed: '360 to 4096 pixels',
  internal: 'error of its own',
  video_pull_failed: 'could not fetch the video',
  photo_pull_failed: 'could not fetch the picture',
  publish_cancelled: 'cancelled',
  auth_removed: 'Connect the account again',
  spam_risk_too_many_posts: 'daily number of posts',
  spam_risk_user_banned_from_posting: 'does not allow this account',
  spam_risk_text: 'words',
  spam_risk: 'spam',
};
/** Another task may come through where these have failed. */
const passing = new Set(['internal', 'auth_removed']);

/** What is said of whatever nobody has seen before. */
const vague = /^TikTok (refused the video\.$|could not publish the video)/;

let simulator: TiktokSimulator;
let driver: TiktokDriver;
beforeAll(async () => {
  simulator = await startTiktokSimulator({ tiktok: { dailyPosts: 10_000, pendingDrafts: 10_000 } });
  driver = createTiktokDriver(simulator, createTestVideo(300_000));
});
afterAll(() => simulator.close());
beforeEach(() => driver.begin());

const inits = () => simulator.stat('tasksCreated');

describe.each(['video.init', 'inbox.init', 'creator_info.query'] as const)('at %s', (operation) => {
  it.each(rows)('$reason ($status) is $kind, in words for its user', async ({ reason, status, kind }) => {
    // Twice, because a refused token is renewed once.
    await simulator.setFaults({ kind: 'status', operation, status, reason, count: 2 });
    const mode = operation === 'inbox.init' ? 'inbox' : 'direct';
    const begun = await inits();
    const error = await driver.driveToFailure({ request: { mode } });
    expect(error).toMatchObject({ kind, causeCode: reason });
    expect(error.userMessage).toMatch(/^[A-Z].{20,}\.$/);
    expect(error.userMessage).not.toMatch(vague);
    if (kind === 'rate_limited') expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(60);
    if (kind === 'quota') expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(3600);
    expect(await inits()).toBe(begun);
    expect(await driver.atTiktok()).toEqual([]);
  });
});

describe('with status 200', () => {
  it.each(quiet)('%s at creator_info is the same, and nothing is begun', async (reason) => {
    await simulator.setFaults({ kind: 'quiet-refusal', operation: 'creator_info.query', reason });
    const begun = await inits();
    expect(await driver.driveToFailure()).toMatchObject({ kind: documented[reason]?.[1], causeCode: reason });
    expect(await inits()).toBe(begun);
  });
});

describe('while polling', () => {
  it.each(rows)('$reason ($status) never says that there is no post', async ({ reason, status, kind }) => {
    const sent = await driver.drive({ until: ({ state }) => state === 'processing' });
    await simulator.setFaults({ kind: 'status', operation: 'status.fetch', status, reason, count: 2 });
    const error = await driver.driveToFailure({ checkpoint: checkpointOf(sent) });
    expect(error.kind).toBe(kind === 'rejected' ? 'unknown' : kind);
    await simulator.setFaults();
    expect(await driver.problemOf(await driver.drive({ checkpoint: checkpointOf(sent) }))).toBeUndefined();
  });
});

describe('a task that failed with', () => {
  it.each(Object.entries(failReasons))('%s: its owner reads "%s"', async (reason, words) => {
    const count = passing.has(reason) ? null : 1;
    await simulator.setFaults({ kind: 'outcome', operation: 'video.init', outcome: 'failed', reason, count });
    const begun = await inits();
    const error = await driver.driveToFailure();
    expect(error).toMatchObject({ kind: 'rejected', causeCode: `video_${reason}` });
    expect(error.userMessage).toContain(words);
    expect(error.userMessage).not.toMatch(vague);
    expect((await inits()) - begun).toBe(passing.has(reason) ? 5 : 1);
    expect(await driver.atTiktok()).toEqual([]);
  });

  it('something new: its owner is sent to the app', async () => {
    const outcome = { kind: 'outcome', operation: 'video.init', outcome: 'failed', reason: 'moon_phase' } as const;
    await simulator.setFaults(outcome);
    expect(await driver.driveToFailure()).toMatchObject({ kind: 'rejected', causeCode: 'video_moon_phase' });
  });
});
