import { wordbankLimit } from '../../contract/settings/global.ts';
import { HopperError } from '../hopper-error.ts';

/**
 * The word bank with one more word: trimmed, with a capital first letter, and never twice.
 * @throws HopperError invalid_input for an empty word, or a full bank
 */
export function withWord(wordbank: readonly string[], given: string): readonly string[] {
  const word = capitalise(given.trim());
  if (word === '') throw refuse('Word cannot be empty');
  if (wordbank.includes(word)) return wordbank;
  if (wordbank.length >= wordbankLimit) throw refuse(`The word bank is full: at most ${wordbankLimit} words.`);
  return [...wordbank, word];
}

function capitalise(word: string): string {
  // By code points: a letter may be two UTF-16 units.
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}

function refuse(message: string): HopperError {
  return new HopperError('invalid_input', message, { details: [{ path: 'word', message }] });
}
