import { describe, expect, it } from '@jest/globals';
import { InstagramSettings, instagramDefaults } from '../../shared/contract/settings/instagram.ts';
import { instagramAssets } from '../../shared/contract/settings/instagram-assets.ts';
import type { FileFacts } from '../../shared/domain/platforms/platform-rules.ts';
import { countHashtags, countMentions } from '../../shared/platforms/instagram/media-limits.ts';
import type { InstagramRequest } from '../../shared/platforms/instagram/request.ts';
import { instagramRules } from '../../shared/platforms/instagram/rules.ts';
import { buildInstagramRequest } from './support/instagram-world.ts';

const media = {
  duration_seconds: 30,
  width: 1080,
  height: 1920,
  frame_rate: 30,
  video_codec: 'avc1.640028',
  audio_codec: 'mp4a.40.2',
  moov_at_start: true,
};
const anywhere = { variant: null, capabilities: null };

function preflight(
  file: Omit<Partial<FileFacts>, 'media'> & { media?: Partial<typeof media> | null } = {},
  request: Partial<InstagramRequest> = {},
  destination = anywhere as { variant: null; capabilities: unknown },
): string[] {
  const facts: FileFacts = {
    filename: 'a.mp4',
    contentType: 'video/mp4',
    sizeBytes: 20_000_000,
    ...file,
    media: file.media === null ? null : { ...media, ...file.media },
  };
  const findings = instagramRules.preflight(facts, buildInstagramRequest(request), destination);
  return findings.map(({ level, code }) => `${level} ${code}`);
}

describe('a file', () => {
  it('as Instagram wants it gives no finding', () => expect(preflight()).toEqual([]));

  it.each<[string, Parameters<typeof preflight>[0], Partial<InstagramRequest>]>([
    ['file_too_large', { sizeBytes: 300 * 1024 ** 2 + 1 }, {}],
    ['file_too_large', { sizeBytes: 100 * 1024 ** 2 + 1, media: { duration_seconds: 59 } }, { mediaType: 'STORIES' }],
    ['too_short', { media: { duration_seconds: 2.9 } }, {}],
    ['too_long', { sizeBytes: 1000, media: { duration_seconds: 901 } }, {}],
    ['too_long', { media: { duration_seconds: 61 } }, { mediaType: 'STORIES' }],
    ['too_wide', { media: { width: 1921, height: 3000 } }, {}],
    ['bad_aspect', { media: { width: 1900, height: 100 } }, {}],
    ['bad_aspect', { media: { width: 100, height: 1900 } }, { mediaType: 'STORIES' }],
    ['bad_frame_rate', { media: { frame_rate: 15 } }, {}],
    ['bad_frame_rate', { media: { frame_rate: 120 } }, {}],
    ['bad_video_codec', { media: { video_codec: 'av01.0.05M.08' } }, {}],
    ['bad_audio_codec', { media: { audio_codec: 'opus' } }, {}],
    ['moov_not_first', { media: { moov_at_start: false } }, {}],
    ['cover_frame_outside', {}, { thumbOffsetMs: 30_000 }],
    ['too_many_hashtags', {}, { caption: Array.from({ length: 31 }, (_, at) => `#tag${at}`).join(' ') }],
    ['too_many_mentions', {}, { caption: Array.from({ length: 21 }, (_, at) => `@user${at}`).join(' ') }],
  ])('%s is refused', (code, file, request) => {
    expect(preflight(file, request).filter((finding) => finding.startsWith('refused'))).toEqual([`refused ${code}`]);
  });

  it('that is unusual is a warning', () => {
    expect(preflight({ sizeBytes: 200_000_000 })).toEqual(['warning bitrate_high']);
    expect(preflight({ media: { width: 1920, height: 1080 } })).toEqual(['warning not_upright']);
    const capabilities = { username: 'a', accountType: null, page: null, quota: { used: 100, total: 100 } };
    expect(preflight({}, {}, { variant: null, capabilities })).toEqual(['warning posts_used_up']);
  });

  it('that was not read is not judged by what is in it', () => expect(preflight({ media: null })).toEqual([]));
});

describe('words', () => {
  it('are cut to 2200 characters as Instagram counts them', () => {
    const build = (caption: string) =>
      instagramRules.buildRequest({ settings: instagramDefaults, texts: { caption }, assets: {} });
    expect(build('🎬'.repeat(2200)).caption).toBe('🎬'.repeat(2200));
    expect(build('🎬'.repeat(2201)).caption).toBe('🎬'.repeat(2200));
  });

  it('hashtags and mentions are those that become links', () => {
    expect(countHashtags('#one #zwei_2 nothing#here &#35; # #ünï')).toBe(3);
    expect(countMentions('@ada, (@ben) me@example.com @ @@c.d')).toBe(2);
  });

  it('a story has none, and nothing else that stories cannot have', () => {
    const settings = { ...instagramDefaults, media_type: 'STORIES', first_comment: 'x', collaborators: ['ada'] };
    expect(instagramRules.buildRequest({ settings, texts: { caption: 'Words' }, assets: {} })).toMatchObject({
      mediaType: 'STORIES',
      caption: '',
      firstComment: null,
      collaborators: [],
    });
  });
});

describe('a cover', () => {
  const asset = { objectKey: 'k', sizeBytes: 1 };
  const build = (assets: Record<string, typeof asset & { contentType: string }>) =>
    instagramRules.buildRequest({
      settings: { ...instagramDefaults, cover_url: 'https://example.com/c.jpg' },
      texts: {},
      assets,
    }).cover;
  it('is the file that was given with the video under a kind that can be given, else the address', () => {
    const kinds = Object.keys(instagramAssets);
    expect(kinds).toHaveLength(1);
    for (const kind of kinds) {
      expect(build({ [kind]: { ...asset, contentType: 'image/jpeg' } })).toEqual({ kind: 'asset', objectKey: 'k' });
    }
    expect(build({ 'youtube.thumbnail': { ...asset, contentType: 'image/jpeg' } })).toEqual({
      kind: 'url',
      url: 'https://example.com/c.jpg',
    });
  });
});

describe('settings', () => {
  it('have defaults that are valid and go together', () => {
    expect(InstagramSettings.parse(instagramDefaults)).toEqual(instagramDefaults);
    expect(instagramRules.checkSettings(instagramDefaults, null)).toEqual([]);
  });

  it.each([
    [{ disable_likes: true }, 'disable_likes'],
    [{ media_type: 'STORIES', collaborators: ['ada'] }, 'collaborators'],
    [{ media_type: 'STORIES', cover_url: 'https://example.com/a.jpg' }, 'cover_url'],
    [{ media_type: 'STORIES', thumb_offset_ms: 5 }, 'thumb_offset_ms'],
    [{ media_type: 'STORIES', audio_name: 'x' }, 'audio_name'],
    [{ media_type: 'STORIES', trial_reel: true }, 'trial_reel'],
    [{ media_type: 'STORIES', first_comment: 'x' }, 'first_comment'],
    [{ media_type: 'STORIES', disable_comments: true }, 'disable_comments'],
    [{ disable_comments: true, first_comment: 'x' }, 'first_comment'],
    [{ cover_url: 'https://example.com/a.jpg', thumb_offset_ms: 5 }, 'thumb_offset_ms'],
    [{ branded_content_sponsor_ids: ['1'] }, 'branded_content_sponsor_ids'],
  ])('%j is refused with a reason', (change, path) => {
    const problems = instagramRules.checkSettings({ ...instagramDefaults, ...change }, null);
    expect(problems).toEqual([{ path, message: expect.stringMatching(/^[A-Z].{20,}\.$/) }]);
  });

  it.each([
    { caption_template: 'x'.repeat(2201) },
    { media_type: 'VIDEO' },
    { collaborators: ['a', 'b', 'c', 'd'] },
    { collaborators: ['not a name'] },
    { location_id: 'here' },
    { cover_url: 'ftp://example.com/a.jpg' },
    { thumb_offset_ms: -1 },
    { branded_content_sponsor_ids: ['1', '2', '3'] },
    { first_comment: 'x'.repeat(2201) },
    { unknown: 1 },
  ])('%j is no setting', (change) => {
    expect(InstagramSettings.safeParse({ ...instagramDefaults, ...change }).success).toBe(false);
  });
});
