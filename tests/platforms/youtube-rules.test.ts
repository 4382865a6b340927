import { describe, expect, it } from '@jest/globals';
import { youtubeDefaults } from '../../shared/contract/settings/youtube.ts';
import { countTagCharacters } from '../../shared/contract/settings/youtube-tags.ts';
import type { DestinationFacts, FileFacts } from '../../shared/domain/platforms/platform-rules.ts';
import { YoutubeRequest } from '../../shared/platforms/youtube/request.ts';
import { youtubeRules } from '../../shared/platforms/youtube/rules.ts';
import fc from '../support/fast-check.ts';

const asset = (contentType: string, sizeBytes = 1000) => ({
  objectKey: `videos/x/${contentType}`,
  contentType,
  sizeBytes,
});
const build = (texts: Record<string, string> = {}, settings: object = {}, assets = {}) =>
  YoutubeRequest.parse(youtubeRules.buildRequest({ settings: { ...youtubeDefaults, ...settings }, texts, assets }));

describe('texts', () => {
  const anything = fc.string({
    unit: fc.constantFrom('a', ' ', '<', '>', '\n', '\t', '\u0000', 'é', '👨‍👩‍👧', ',', '"'),
  });
  it('are always such as YouTube takes', () => {
    fc.assert(
      fc.property(anything, anything, anything, (title, description, tags) => {
        const long = { title: title.repeat(20), description: description.repeat(800), tags: tags.repeat(60) };
        const request = build(long);
        expect([...request.title].length).toBeGreaterThan(0);
        expect([...request.title].length).toBeLessThanOrEqual(100);
        expect(request.title).toMatch(/^[^<>\n\t\0]+$/);
        expect(Buffer.byteLength(request.description)).toBeLessThanOrEqual(5000);
        expect(request.description).not.toMatch(/[<>\0]/);
        expect(countTagCharacters(request.tags)).toBeLessThanOrEqual(500);
        for (const tag of request.tags) expect(tag).toMatch(/^[^<>,\n\0]+$/);
      }),
    );
  });

  it('are changed no more than that', () => {
    expect(
      build({ title: 'A <b> title\n of ours', description: 'Line 1\n\tLine 2 ', tags: 'one, two words' }),
    ).toMatchObject({ title: 'A b title of ours', description: 'Line 1\n\tLine 2', tags: ['one', 'two words'] });
    expect(build({ title: '<>' }).title).toBe('Untitled');
    expect(build({ title: '👋'.repeat(101) }).title).toBe('👋'.repeat(100));
    expect(build({ description: 'ä'.repeat(2501) }).description).toBe('ä'.repeat(2500));
  });

  it('leave out the tags that do not fit, and only those', () => {
    const long = 'x'.repeat(480);
    expect(build({ tags: `${long}, much too long to fit here, short` }).tags).toEqual([long, 'short']);
  });
});

describe('the request', () => {
  it('says what YouTube would assume when nothing was said', () => {
    expect(build({ title: 'T' })).toEqual(
      YoutubeRequest.parse({ title: 'T', description: '', tags: [], visibility: 'private', madeForKids: false }),
    );
  });

  it('has every option', () => {
    const settings = {
      visibility: 'private',
      made_for_kids: true,
      category_id: '28',
      playlist_ids: ['PL1234567890'],
      notify_subscribers: false,
      license: 'creativeCommon',
      embeddable: false,
      public_stats_viewable: false,
      default_language: 'en',
      default_audio_language: 'de',
      contains_synthetic_media: true,
      has_paid_product_placement: true,
      recording_date: '2026-11-01',
      publish_at: '2026-11-22T10:00:00+01:00',
      localizations: { de: { title: 'Ein <b>Titel', description: 'Worte' }, fr: { title: 'Titre' } },
    };
    const thumbnail = asset('image/png');
    const english = asset('text/vtt');
    const assets = { 'youtube.thumbnail': thumbnail, 'youtube.captions.en': english, 'instagram.cover': thumbnail };
    expect(build({ title: 'T' }, settings, assets)).toEqual({
      title: 'T',
      description: '',
      tags: [],
      visibility: 'private',
      madeForKids: true,
      categoryId: '28',
      playlistIds: ['PL1234567890'],
      notifySubscribers: false,
      license: 'creativeCommon',
      embeddable: false,
      publicStatsViewable: false,
      defaultLanguage: 'en',
      defaultAudioLanguage: 'de',
      localizations: { de: { title: 'Ein bTitel', description: 'Worte' }, fr: { title: 'Titre', description: '' } },
      containsSyntheticMedia: true,
      hasPaidProductPlacement: true,
      publishAt: '2026-11-22T09:00:00.000Z',
      recordingDate: '2026-11-01T00:00:00.000Z',
      thumbnail,
      captions: [{ language: 'en', file: english }],
    });
  });
});

describe('combinations', () => {
  const publish_at = '2026-11-22T10:00:00Z';
  const localizations = { de: { title: 'Titel' } };
  const check = (settings: object) =>
    youtubeRules
      .checkSettings({ ...youtubeDefaults, ...settings }, null)
      .map(({ path, message }) => `${path}: ${message}`);

  it.each([
    [{ publish_at, visibility: 'public' }, /^publish_at: Needs visibility private/],
    [{ publish_at, visibility: 'unlisted' }, /^publish_at: Needs visibility private/],
    [{ localizations }, /^localizations: Needs default_language/],
    [{ localizations, default_language: 'DE' }, /^localizations: de is the default_language/],
    [
      { localizations: { ...localizations, DE: { title: 'x' } }, default_language: 'en' },
      /^localizations: DE is there twice/,
    ],
  ])('%j is refused', (settings, message) => {
    expect(check(settings)).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    {},
    { publish_at, visibility: 'private' },
    { localizations, default_language: 'en' },
    { visibility: 'public' },
  ])('%j is taken', (settings) => expect(check(settings)).toEqual([]));
});

describe('preflight', () => {
  const media = {
    duration_seconds: 60,
    width: 1920,
    height: 1080,
    frame_rate: 30,
    video_codec: 'avc1.64001f',
    audio_codec: 'mp4a.40.2',
    moov_at_start: true,
  };
  const file: FileFacts = { filename: 'a.mp4', contentType: 'video/mp4', sizeBytes: 1000, media };
  const verified = { variant: null, capabilities: { longUploadsStatus: 'allowed' } };
  const unverified = { variant: null, capabilities: { longUploadsStatus: 'eligible' } };
  const unknown = { variant: null, capabilities: null };
  const codes = (changes: object, destination: DestinationFacts = verified, request: object = {}, size = 1000) =>
    youtubeRules
      .preflight({ ...file, sizeBytes: size, media: { ...media, ...changes } }, { ...build(), ...request }, destination)
      .map(({ level, code }) => `${level} ${code}`);

  it.each([
    ['nothing to say', {}, verified, []],
    ['up to 12 hours', { duration_seconds: 43_200 }, verified, []],
    ['above 12 hours', { duration_seconds: 43_201 }, verified, ['refused too_long']],
    ['15 minutes', { duration_seconds: 900 }, unverified, []],
    ['above 15 minutes', { duration_seconds: 901 }, unverified, ['refused channel_not_verified']],
    ['above 15 minutes, unknown', { duration_seconds: 901 }, unknown, ['warning channel_maybe_not_verified']],
    ['vertical', { width: 1080, height: 1920, duration_seconds: 180 }, verified, ['info becomes_short']],
    ['square', { width: 1080 }, verified, ['info becomes_short']],
    ['vertical but long', { width: 1080, height: 1920, duration_seconds: 181 }, verified, []],
    ['a strange codec', { video_codec: 'cvid' }, verified, ['warning video_codec']],
    ['a strange sound', { audio_codec: 'wma2' }, verified, ['warning audio_codec']],
    ['no sound', { audio_codec: null }, verified, ['info no_sound']],
    ['HEVC and AC-3', { video_codec: 'hvc1.1.6', audio_codec: 'ac-3' }, verified, []],
    ['ProRes', { video_codec: 'apch', audio_codec: 'lpcm' }, verified, []],
  ])('%s', (_, changes, destination, expected) => {
    expect(codes(changes, destination)).toEqual(expected);
  });

  it('looks at the size', () => {
    expect(codes({}, verified, {}, 256 * 1024 ** 3)).toEqual([]);
    expect(codes({}, verified, {}, 256 * 1024 ** 3 + 1)).toEqual(['refused file_too_large']);
  });

  it('looks at the files beside the video', () => {
    const request = {
      thumbnail: asset('image/gif', 60 * 1024 * 1024),
      captions: [{ language: 'en', file: asset('text/vtt', 101 * 1024 * 1024) }],
    };
    expect(codes({}, unverified, request)).toEqual([
      'warning thumbnail_not_allowed',
      'warning thumbnail_too_large',
      'warning thumbnail_type',
      'warning captions_too_large',
    ]);
    expect(codes({ width: 1080 }, verified, { thumbnail: asset('image/jpeg') })).toEqual([
      'info becomes_short',
      'warning short_thumbnail',
    ]);
  });

  it('refuses a time of its own for what is not private any more: the default may have changed since', () => {
    const timed = { ...build(), publishAt: '2027-01-01T00:00:00.000Z' };
    const codes = (visibility: string) =>
      youtubeRules.preflight(file, { ...timed, visibility }, unverified).map(({ code }) => code);
    expect(codes('public')).toContain('publish_at_not_private');
    expect(codes('private')).not.toContain('publish_at_not_private');
  });

  it('says nothing about a file that was not looked at yet', () => {
    expect(youtubeRules.preflight({ ...file, media: null }, build(), unverified)).toEqual([]);
  });

  it('speaks in whole sentences', () => {
    const findings = youtubeRules.preflight(
      { ...file, media: { ...media, duration_seconds: 99_999, video_codec: 'cvid', audio_codec: null } },
      build(),
      unverified,
    );
    for (const { message } of findings) expect(message).toMatch(/^[A-Z].{15,}\.$/);
  });
});
