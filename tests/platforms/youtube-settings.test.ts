import { describe, expect, it } from '@jest/globals';
import { YoutubeOverrides, YoutubeSettings, youtubeDefaults } from '../../shared/contract/settings/youtube.ts';
import { countTagCharacters, splitTags } from '../../shared/contract/settings/youtube-tags.ts';

const messageOf = (schema: typeof YoutubeSettings | typeof YoutubeOverrides, value: object) => {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
};
const refusal = (change: object) => messageOf(YoutubeSettings, { ...youtubeDefaults, ...change });
const refusalOf = (override: object) => messageOf(YoutubeOverrides, override);

describe('settings', () => {
  it('have defaults that are allowed, with nothing public', () => {
    expect(YoutubeSettings.parse(youtubeDefaults)).toEqual(youtubeDefaults);
    expect(youtubeDefaults).toMatchObject({ visibility: 'private', made_for_kids: false, notify_subscribers: true });
  });

  it.each([
    [{ visibility: 'secret' }, 'visibility: Send public, private or unlisted.'],
    [{ category_id: '42' }, 'category_id: Not a category that a video can have.'],
    [{ license: 'gpl' }, 'license: Send youtube or creativeCommon.'],
    [{ default_language: 'en_US' }, 'default_language: Send a BCP-47 language tag such as en, pt-BR or zh-Hant.'],
    [{ default_audio_language: 'english please' }, /^default_audio_language: Send a BCP-47/],
    [{ recording_date: '21.11.2026' }, 'recording_date: Send a date such as 2026-11-21.'],
    [{ recording_date: '2026-02-30' }, 'recording_date: Send a date such as 2026-11-21.'],
    [{ playlist_ids: ['a b'] }, /^playlist_ids\.0: Not the id of a playlist/],
    [{ playlist_ids: ['PL1234567890', 'PL1234567890'] }, 'playlist_ids: The same playlist is named twice.'],
    [{ playlist_ids: Array.from({ length: 21 }, (_, n) => `PL1234567890${n}`) }, 'playlist_ids: At most 20 playlists.'],
    [{ publish_at: '2026-11-22T10:00:00Z' }, /Unrecognized key/],
    [{ embeddable: 'yes' }, /^embeddable: /],
  ])('%j is refused', (change, message) => {
    expect(refusal(change)).toMatch(message);
  });

  it.each([
    { default_language: 'pt-BR', default_audio_language: 'zh-Hant' },
    { recording_date: '2026-11-21' },
    { recording_date: '2026-11-21T10:00:00+02:00' },
    { playlist_ids: ['PL1234567890abcdef'] },
    { category_id: '28', license: 'creativeCommon' },
  ])('%j is taken', (change) => {
    expect(refusal(change)).toBeUndefined();
  });
});

describe('what one video says', () => {
  const localizations = { de: { title: 'Titel', description: 'Worte' }, 'es-419': { title: 'Título' } };
  it.each([
    { publish_at: '2026-11-22T10:00:00+01:00', visibility: 'private' },
    { localizations },
    { title: '👋'.repeat(100) },
    { description: 'ä'.repeat(2500) },
    { title: null, publish_at: null, localizations: null, category_id: null },
  ])('taken: %#', (override) => {
    expect(refusalOf(override)).toBeUndefined();
  });

  it.each([
    [{ publish_at: 'tomorrow' }, 'publish_at: Send a time with its zone, such as 2026-11-21T18:30:00Z.'],
    [{ publish_at: '2026-11-22T10:00:00' }, /^publish_at: /],
    [{ localizations: { de: { title: '' } } }, 'localizations.de.title: A title cannot be empty.'],
    [{ localizations: { de: { title: 'a'.repeat(101) } } }, 'localizations.de.title: At most 100 characters.'],
    [
      { localizations: { de: { title: 'a', description: 'ä'.repeat(2501) } } },
      /^localizations\.de\.description: At most 5000 b/,
    ],
    [{ localizations: { de: { title: 'a', text: 'b' } } }, /^localizations\.de: Unrecognized key/],
    [{ localizations: { 'not a language': { title: 'a' } } }, /^localizations/],
    [{ title: '👋'.repeat(101) }, 'title: At most 100 characters.'],
    [{ description: '€'.repeat(1667) }, /^description: At most 5000 bytes/],
    [{ tags: Array.from({ length: 100 }, (_, n) => `t ${n}`).join(',') }, /^tags: At most 500 characters/],
  ])('refused: %#', (override, message) => {
    expect(refusalOf(override)).toMatch(message);
  });
});

describe('tags', () => {
  it('are split, cleaned and named once', () => {
    expect(splitTags(' one, two  words ,,ONE,<b>bold,\nline')).toEqual(['one', 'two words', 'bbold', 'line']);
  });

  it('count with commas, and with quotes where there is a space', () => {
    expect(countTagCharacters([])).toBe(0);
    expect(countTagCharacters(['ab', 'c'])).toBe(4);
    expect(countTagCharacters(['a b', '👋'])).toBe(7);
  });
});
