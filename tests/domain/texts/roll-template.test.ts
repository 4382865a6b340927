import { expect, it } from '@jest/globals';
import { rollTemplate } from '../../../shared/domain/texts/roll-template.ts';
import fc from '../../support/fast-check.ts';

const pieces = fc.array(fc.constantFrom('{random}', ' ', '{filename}', 'text', '{', '}'), { maxLength: 20 });
const templates = pieces.map((parts) => parts.join(''));
const banks = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { maxLength: 8 });
const randoms = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));

const toRandom = (stream: Iterator<number>) => () => Number(stream.next().value);

it('gives every {random} a word of the bank and keeps the template', () => {
  fc.assert(
    fc.property(templates, banks, randoms, (template, bank, stream) => {
      const roll = rollTemplate(template, bank, toRandom(stream));
      const count = [...template.matchAll(/\{random\}/g)].length;
      expect(roll.template).toBe(template);
      expect(roll.words).toHaveLength(bank.length > 0 ? count : 0);
      expect(bank).toEqual(expect.arrayContaining(roll.words));
    }),
  );
});

it('never gives a word twice in a row, nor begins with the word it began with before', () => {
  const twoOrMore = banks.filter((bank) => new Set(bank).size >= 2);
  fc.assert(
    fc.property(templates, twoOrMore, randoms, randoms, (template, bank, first, second) => {
      const before = rollTemplate(template, bank, toRandom(first)).words;
      const after = rollTemplate(template, bank, toRandom(second), before).words;
      for (const words of [before, after]) {
        expect(words.filter((word, index) => word === words[index - 1])).toEqual([]);
      }
      if (before.length > 0) expect(after[0]).not.toBe(before[0]);
    }),
  );
});

it('repeats the only word there is', () => {
  expect(rollTemplate('{random}{random}', ['A', 'A'], () => 0, ['A']).words).toEqual(['A', 'A']);
});

it('can reach every word, evenly', () => {
  const bank = ['A', 'B', 'C', 'D'];
  const reached = bank.map((_, index) => rollTemplate('{random}', bank, () => index / 4).words[0]);
  expect(reached).toEqual(bank);
});
