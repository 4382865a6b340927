import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { GlobalChange, wordbankLimit, wordLimit } from '../../shared/contract/settings/global.ts';
import { InstagramSettings } from '../../shared/contract/settings/instagram.ts';
import { TiktokSettings } from '../../shared/contract/settings/tiktok.ts';
import { YoutubeSettings } from '../../shared/contract/settings/youtube.ts';
import { renderRoll } from '../../shared/domain/texts/render-roll.ts';
import { findUnknownPlaceholders, placeholders } from '../../web/templates/fields/placeholders.ts';
import * as fields from '../../web/templates/fields/template-fields.ts';
import { findChoice, localStartOf, readInstants } from '../../web/templates/posting/start-time.ts';
import { hasOwnWords } from '../../web/templates/preview/has-own-words.ts';
import * as limits from '../../web/templates/wordbank/limits.ts';
import { splitWords } from '../../web/templates/wordbank/wordbank-calls.ts';

describe('what the page knows of the contract', () => {
  const all = [
    { name: 'global', shape: GlobalChange, fields: fields.globalFields },
    { name: 'youtube', shape: YoutubeSettings.partial(), fields: fields.youtubeFields },
    { name: 'tiktok', shape: TiktokSettings.partial(), fields: fields.tiktokFields },
    { name: 'instagram', shape: InstagramSettings.partial(), fields: fields.instagramFields },
  ];
  const cases = all.flatMap(({ name, shape, fields }) =>
    fields.map(({ name: field, limit, unit }) => ({ name, shape, field, limit, unit })),
  );

  it.each(cases)('the limit of $name.$field', ({ shape, field, limit, unit }) => {
    const letter = unit === 'characters' ? '😀' : 'x';
    expect(shape.safeParse({ [field]: letter.repeat(limit) }).success).toBe(true);
    expect(shape.safeParse({ [field]: letter.repeat(limit + 1) }).success).toBe(false);
    expect(fields.countTemplate(letter.repeat(limit), unit)).toBe(limit);
  });

  it('every template has a field', () => {
    for (const { shape, fields } of all) {
      const templates = Object.keys(shape.shape).filter((name) => name.endsWith('_template'));
      expect(fields.map(({ name }) => name).sort()).toEqual(templates.sort());
    }
  });

  it('the limits of the word bank', () => {
    expect({ ...limits }).toEqual({ wordLimit, wordbankLimit });
  });
});

describe('placeholders', () => {
  it('all of them stand for something', () => {
    const facts = {
      filename: 'rome.mp4',
      addedAt: 0,
      timeZone: 'UTC',
      index: 7,
      durationSeconds: 187,
      folder: 'Trips',
    };
    const texts = placeholders.map(({ text }) => renderRoll({ template: text, words: ['Sunny'] }, facts));
    expect(texts).toEqual(['rome', '1970-01-01', '00:00', '7', '3:07', 'Trips', 'Sunny']);
  });

  it('others are found, each once', () => {
    expect(findUnknownPlaceholders('{filename} {fil} {Random} {fil} { } {} {a b} {date}')).toEqual([
      '{fil}',
      '{Random}',
    ]);
  });
});

describe('the start time of schedules', () => {
  it.each([
    ['', 'Europe/Berlin', ''],
    ['2027-03-01T18:30:00', 'Europe/Berlin', '2027-03-01T18:30'],
    ['2027-03-01T18:30:00Z', 'Europe/Berlin', '2027-03-01T19:30'],
    ['2027-03-01T18:30:00-05:00', 'UTC', '2027-03-01T23:30'],
  ])('%j in %s is shown as %j', (setting, zone, shown) => {
    expect(localStartOf(setting, zone)).toBe(shown);
  });

  it('of a time that comes twice, the instants are those that the API names', () => {
    const details = ['2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00'].map((message) => ({
      path: 'schedule_start_time',
      message,
    }));
    const instants = readInstants(new ApiError({ code: 'ambiguous_time', status: 400, message: '', details }));
    expect(instants).toEqual({ earlier: '2027-10-31T02:30:00+02:00', later: '2027-10-31T02:30:00+01:00' });
    expect(findChoice('2027-10-31T02:30:00+01:00', instants)).toBe('later');
    expect(findChoice('2027-10-31T02:30', instants)).toBeUndefined();
    expect(readInstants(new ApiError({ code: 'invalid_input', status: 400, message: '', details }))).toBeUndefined();
  });
});

it('words are separated by commas and lines, each once', () => {
  expect(splitWords(' sunny, rainy days,,sunny\nwindy, ')).toEqual(['sunny', 'rainy days', 'windy']);
});

it('a video has words of its own when it says any of them itself, anywhere', () => {
  expect(hasOwnWords({ custom_settings: {} })).toBe(false);
  expect(hasOwnWords({ custom_settings: { visibility: 'public', youtube: { title: null } } })).toBe(false);
  expect(hasOwnWords({ custom_settings: { title: 'Mine' } })).toBe(true);
  expect(hasOwnWords({ custom_settings: { instagram: { caption: '' } } })).toBe(true);
});
