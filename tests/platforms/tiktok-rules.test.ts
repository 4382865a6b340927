import { describe, expect, it } from '@jest/globals';
import { findPlanProblem } from '../../local/platforms/tiktok/publish/chunk-plan.ts';
import { TiktokOverrides, TiktokSettings, tiktokDefaults } from '../../shared/contract/settings/tiktok.ts';
import type { FileFacts } from '../../shared/domain/platforms/platform-rules.ts';
import { endOfChunk, planChunks } from '../../shared/platforms/tiktok/chunk-plan.ts';
import type { CreatorInfo } from '../../shared/platforms/tiktok/creator-info.ts';
import { TiktokRequest } from '../../shared/platforms/tiktok/request.ts';
import { tiktokRules } from '../../shared/platforms/tiktok/rules.ts';
import fc from '../support/fast-check.ts';

const creator: CreatorInfo = {
  username: 'adamakes',
  nickname: 'Ada Makes',
  avatarUrl: null,
  privacyLevels: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
  commentDisabled: false,
  duetDisabled: true,
  stitchDisabled: false,
  maxDurationSeconds: 60,
};
const destination = { variant: null, capabilities: creator };
const build = (settings: object = {}, texts: Record<string, string> = { title: 'A title', description: '' }) =>
  TiktokRequest.parse(tiktokRules.buildRequest({ settings: { ...tiktokDefaults, ...settings }, texts, assets: {} }));

describe('settings', () => {
  it('have everything off at first, for the owner alone', () => {
    expect(TiktokSettings.parse(tiktokDefaults)).toEqual(tiktokDefaults);
    expect(build()).toEqual({
      mode: 'direct',
      title: 'A title',
      privacyLevel: 'SELF_ONLY',
      allowComments: false,
      allowDuet: false,
      allowStitch: false,
      coverTimestampMs: 0,
      brandContent: false,
      brandOrganic: false,
      isAigc: false,
    });
  });

  it.each([
    ['public', 'PUBLIC_TO_EVERYONE'],
    ['friends', 'MUTUAL_FOLLOW_FRIENDS'],
    ['followers', 'FOLLOWER_OF_CREATOR'],
    ['private', 'SELF_ONLY'],
    ['PUBLIC_TO_EVERYONE', 'PUBLIC_TO_EVERYONE'],
    ['SELF_ONLY', 'SELF_ONLY'],
  ])('know %s as %s', (privacy_level, level) => {
    expect(TiktokOverrides.parse({ privacy_level })).toEqual({ privacy_level });
    expect(build({ privacy_level }).privacyLevel).toBe(level);
  });

  it('refuse what is unknown', () => {
    expect(TiktokOverrides.safeParse({ privacy_level: 'everybody' }).success).toBe(false);
    expect(TiktokOverrides.safeParse({ cover_timestamp_ms: -1 }).success).toBe(false);
    expect(TiktokOverrides.safeParse({ something: true }).success).toBe(false);
  });
});

describe('the caption', () => {
  it('is the title, and below it a description that was written for TikTok', () => {
    expect(build({}, { title: 'T', description: 'D' }).title).toBe('T\n\nD');
    expect(build({}, { title: '', description: '' }).title).toBe('');
    expect(tiktokRules.texts.description).toMatchObject({ fallback: null, common: null });
  });

  it('is cut to 2200 UTF-16 units without tearing a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 2500 }),
        fc.string({ maxLength: 600 }),
        (title, description) => {
          const caption = build({}, { title: title.repeat(3), description }).title;
          expect(caption.length).toBeLessThanOrEqual(2200);
          expect(caption.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('combinations of settings', () => {
  const paths = (settings: object, facts: typeof destination | null = destination) =>
    tiktokRules.checkSettings({ ...tiktokDefaults, ...settings }, facts).map(({ path }) => path);

  it.each([
    [{}, []],
    [{ privacy_level: 'public', allow_comments: true, allow_stitch: true, brand_content_toggle: true }, []],
    [{ brand_content_toggle: true }, ['brand_content_toggle']],
    [{ brand_organic_toggle: true }, []],
    [{ privacy_level: 'followers' }, ['privacy_level']],
    [{ allow_duet: true }, ['allow_duet']],
    [{ post_mode: 'inbox', allow_duet: true, privacy_level: 'followers' }, []],
  ])('%j: %j', (settings, expected) => {
    expect(paths(settings)).toEqual(expected);
  });

  it('are judged without an account as far as that goes', () => {
    expect(paths({ privacy_level: 'followers', brand_content_toggle: true }, null)).toEqual([]);
    expect(paths({ brand_content_toggle: true }, null)).toEqual(['brand_content_toggle']);
    expect(tiktokRules.checkSettings(tiktokDefaults, { variant: null, capabilities: null })).toEqual([]);
  });
});

describe('before posting', () => {
  const media = {
    duration_seconds: 30,
    width: 1080,
    height: 1920,
    frame_rate: 29.97,
    video_codec: 'avc1.64001f',
    audio_codec: 'mp4a.40.2',
    moov_at_start: true,
  };
  const file: FileFacts = { filename: 'a.mp4', contentType: 'video/mp4', sizeBytes: 1000, media };
  const codes = (facts: Partial<FileFacts>, settings: object = {}, capabilities: unknown = creator) =>
    tiktokRules
      .preflight({ ...file, ...facts }, build(settings), { variant: null, capabilities })
      .map(({ level, code }) => `${level} ${code}`);

  it.each([
    [{}, []],
    [{ media: null }, []],
    [{ sizeBytes: 4 * 1024 ** 3 + 1 }, ['refused file_too_large']],
    [{ media: { ...media, duration_seconds: 61 } }, ['refused too_long']],
    [{ media: { ...media, frame_rate: 60 } }, []],
    [{ media: { ...media, frame_rate: 22.9 } }, ['refused frame_rate']],
    [{ media: { ...media, frame_rate: 120 } }, ['refused frame_rate']],
    [{ media: { ...media, frame_rate: null } }, []],
    [{ media: { ...media, width: 359 } }, ['refused picture_size']],
    [{ media: { ...media, height: 4097 } }, ['refused picture_size']],
    [{ media: { ...media, video_codec: 'apcn' } }, ['refused codec']],
    [{ media: { ...media, video_codec: 'hvc1.1.6.L93.B0' } }, []],
  ])('%j: %j', (facts, expected) => {
    expect(codes(facts)).toEqual(expected);
  });

  it('an account that was never asked may post ten minutes', () => {
    expect(codes({ media: { ...media, duration_seconds: 600 } }, {}, null)).toEqual([]);
    expect(codes({ media: { ...media, duration_seconds: 601 } }, {}, null)).toEqual(['refused too_long']);
  });

  it('what the account does not offer is said', () => {
    expect(codes({}, { privacy_level: 'followers' })).toEqual(['refused privacy_not_offered']);
    expect(codes({}, { allow_duet: true })).toEqual(['warning switched_off_by_account']);
    expect(codes({}, { brand_content_toggle: true })).toEqual(['refused private_partnership']);
    expect(codes({}, { cover_timestamp_ms: 31_000 })).toEqual(['warning cover_after_end']);
    expect(codes({}, { post_mode: 'inbox' })).toEqual(['info draft']);
  });
});

describe('the plan of chunks', () => {
  it('is one that TikTok takes, and covers every byte once, for every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * 1024 ** 3 }), (sizeBytes) => {
        const plan = planChunks(sizeBytes);
        const { chunkBytes: chunkSize, chunkCount } = plan;
        expect(findPlanProblem({ videoSize: sizeBytes, chunkSize, chunkCount }, true)).toBeUndefined();
        let [at, chunks] = [0, 0];
        while (at < sizeBytes) {
          at = endOfChunk(plan, sizeBytes, at) + 1;
          chunks += 1;
        }
        expect([at, chunks]).toEqual([sizeBytes, chunkCount]);
      }),
    );
  });
});
