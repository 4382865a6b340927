import { describe, expect, it } from '@jest/globals';
import { renderRoll, type TextFacts } from '../../../shared/domain/texts/render-roll.ts';
import { rollTemplate } from '../../../shared/domain/texts/roll-template.ts';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import fc from '../../support/fast-check.ts';

const facts: TextFacts = {
  filename: 'Trip to Rome.mp4',
  addedAt: Date.UTC(2026, 2, 29, 0, 59),
  timeZone: 'UTC',
  index: 7,
  durationSeconds: 75.9,
  folder: 'Summer',
};
const render = (template: string, change: Partial<TextFacts> = {}, words: string[] = []) =>
  renderRoll({ template, words }, { ...facts, ...change });

describe('placeholders', () => {
  it.each([
    ['{filename}', 'Trip to Rome'],
    ['{date}', '2026-03-29'],
    ['{time}', '00:59'],
    ['{index}', '7'],
    ['{duration}', '1:15'],
    ['#{index}: {filename} ({duration}) {index}', '#7: Trip to Rome (1:15) 7'],
    ['', ''],
  ])('%j becomes %j', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it.each(['{unknown}', '{Filename}', '{ filename }', '{filename', '{}', '{constructor}', '{__proto__}', '{folders}'])(
    '%s stays as it was written',
    (template) => {
      expect(render(`a ${template} b`)).toBe(`a ${template} b`);
    },
  );

  it.each([
    ['Summer', 'Summer'],
    ['{random} $&', '{random} $&'],
    [null, ''],
  ])('{folder} of a file from %j is %j', (folder, expected) => {
    expect(render('{folder}', { folder })).toBe(expected);
  });

  it.each([
    [null, ''],
    [0.4, '0:00'],
    [59.99, '0:59'],
    [60, '1:00'],
    [3599.9, '59:59'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
  ])('a duration of %s s is %j', (durationSeconds, expected) => {
    expect(render('{duration}', { durationSeconds })).toBe(expected);
  });

  it.each([
    ['clip.final.mov', 'clip.final'],
    ['noextension', 'noextension'],
    ['.mp4', '.mp4'],
    ['$& $1 {random} {index}.mp4', '$& $1 {random} {index}'],
  ])('the file name %j gives %j and nothing in it is expanded', (filename, expected) => {
    expect(render('{filename}', { filename }, ['word'])).toBe(expected);
  });
});

describe('{date} and {time} in IANA zones', () => {
  it.each([
    ['UTC', '2026-03-29 00:59'],
    ['Europe/Berlin', '2026-03-29 01:59'],
    ['America/New_York', '2026-03-28 20:59'],
    ['Asia/Kolkata', '2026-03-29 06:29'],
    ['Pacific/Kiritimati', '2026-03-29 14:59'],
  ])('%s', (timeZone, expected) => {
    expect(render('{date} {time}', { timeZone })).toBe(expected);
  });

  it('follows daylight saving: two minutes later clocks show one hour and two minutes more', () => {
    const addedAt = facts.addedAt + 120_000;
    expect(render('{time}', { timeZone: 'Europe/Berlin', addedAt })).toBe('03:01');
  });

  it('shows midnight as 00:00 of the new day', () => {
    expect(render('{date} {time}', { addedAt: Date.UTC(2026, 11, 31, 23), timeZone: 'Europe/Berlin' })).toBe(
      '2027-01-01 00:00',
    );
  });
});

describe('words', () => {
  it('go to their {random} in order', () => {
    expect(render('{random} {filename} {random}', {}, ['One', 'Two'])).toBe('One Trip to Rome Two');
  });

  it('are left out when the bank was empty', () => {
    expect(render('{filename} {random}')).toBe('Trip to Rome');
  });

  it('are not expanded themselves', () => {
    expect(render('{random}', {}, ['{filename}'])).toBe('{filename}');
  });
});

it('the same roll renders the same text', () => {
  const words = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.string(), words, fc.string({ unit: 'binary', minLength: 1 }), (around, bank, filename) => {
      const roll = rollTemplate(`${around}{random} {filename} {random}`, bank, createRandom(1));
      const again = structuredClone(roll);
      expect(renderRoll(again, { ...facts, filename })).toBe(renderRoll(roll, { ...facts, filename }));
    }),
  );
});

it('a text without placeholders is only trimmed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/\{[a-z]+\}/.test(text));
      expect(render(text)).toBe(text.trim());
    }),
  );
});
