import { describe, expect, it } from '@jest/globals';
import type { TextUnit } from '../../../shared/domain/platforms/platform-rules.ts';
import { countText } from '../../../shared/domain/texts/count-text.ts';
import { cutText } from '../../../shared/domain/texts/cut-text.ts';
import fc from '../../support/fast-check.ts';

const family = '👨‍👩‍👧‍👦';
const accented = 'e\u0301';

describe('countText', () => {
  it.each<[string, TextUnit, number]>([
    ['', 'bytes', 0],
    ['abc', 'characters', 3],
    ['äöü', 'characters', 3],
    ['äöü', 'utf16', 3],
    ['äöü', 'bytes', 6],
    ['😀', 'characters', 1],
    ['😀', 'utf16', 2],
    ['😀', 'bytes', 4],
    [family, 'characters', 7],
    [family, 'utf16', 11],
    [family, 'bytes', 25],
    [accented, 'characters', 2],
  ])('%j in %s is %d', (text, unit, expected) => {
    expect(countText(text, unit)).toBe(expected);
  });
});

describe('cutText', () => {
  it.each<[string, number, TextUnit, string]>([
    ['abcdef', 3, 'characters', 'abc'],
    ['a😀b', 2, 'utf16', 'a'],
    ['a😀b', 3, 'utf16', 'a😀'],
    ['aä', 2, 'bytes', 'a'],
    [`ab${family}`, 8, 'characters', 'ab'],
    [`caf${accented}s`, 4, 'characters', 'caf'],
    [family, 3, 'characters', '👨‍👩'],
    ['one two three', 8, 'characters', 'one two'],
    ['one ', 4, 'characters', 'one '],
    ['abc', 0, 'bytes', ''],
  ])('%j at %d %s is %j', (text, max, unit, expected) => {
    expect(cutText(text, { max, unit })).toBe(expected);
  });

  it('leaves a text without a limit alone', () => {
    expect(cutText('x'.repeat(100_000), null)).toHaveLength(100_000);
  });
});

const clusters = fc.constantFrom('a', ' ', 'ä', '€', '😀', family, accented, '🇩🇪', '👍🏽', '\r\n', '\ud83d');
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(clusters, { maxLength: 40 }).map((parts) => parts.join('')),
);
const limits = fc.record({
  max: fc.nat({ max: 60 }),
  unit: fc.constantFrom<TextUnit>('characters', 'bytes', 'utf16'),
});

it('a cut text never exceeds its limit, is a beginning of the text, and is untouched when it fits', () => {
  fc.assert(
    fc.property(texts, limits, (text, limit) => {
      const cut = cutText(text, limit);
      expect(countText(cut, limit.unit)).toBeLessThanOrEqual(limit.max);
      expect(text.startsWith(cut)).toBe(true);
      if (countText(text, limit.unit) <= limit.max) expect(cut).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

it('a cut tears no surrogate pair', () => {
  fc.assert(
    fc.property(texts, limits, (text, limit) => {
      fc.pre(text.isWellFormed());
      expect(cutText(text, limit).isWellFormed()).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('a cut keeps as many whole graphemes as fit, and part of one only when it is the first', () => {
  fc.assert(
    fc.property(texts, limits, (text, limit) => {
      fc.pre(countText(text, limit.unit) > limit.max);
      let whole = '';
      for (const { segment } of new Intl.Segmenter('en').segment(text)) {
        if (countText(whole + segment, limit.unit) > limit.max) break;
        whole += segment;
      }
      const cut = cutText(text, limit);
      if (whole === '') expect(text.slice(0, cut.length)).toBe(cut);
      else expect(cut).toBe(whole.trimEnd());
    }),
    { numRuns: 1000 },
  );
});
