import type { Roll } from './roll.ts';

/**
 * Gives every `{random}` of a template its word, once and for all.
 * No word comes twice in a row as long as the bank has two, and a template that is rolled again begins with another word.
 * @param random 0 ≤ number < 1
 * @param previous words of the roll that this one replaces
 */
export function rollTemplate(
  template: string,
  wordbank: readonly string[],
  random: () => number,
  previous: readonly string[] = [],
): Roll {
  const bank = [...new Set(wordbank)];
  const count = bank.length > 0 ? template.split('{random}').length - 1 : 0;
  const words: string[] = [];
  let last = previous[0];
  for (let index = 0; index < count; index++) {
    last = pickOther(bank, last, random);
    words.push(last);
  }
  return { template, words };
}

function pickOther(bank: readonly string[], last: string | undefined, random: () => number): string {
  const taken = last === undefined || bank.length < 2 ? -1 : bank.indexOf(last);
  const pick = Math.floor(random() * (taken < 0 ? bank.length : bank.length - 1));
  return bank[taken >= 0 && pick >= taken ? pick + 1 : pick] ?? '';
}
