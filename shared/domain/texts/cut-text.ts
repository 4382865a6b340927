import type { TextField } from '../platforms/platform-rules.ts';
import { countText } from './count-text.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * As much of a text as the limit takes, without a space at the end it got. What a reader sees as one character (an accented
 * letter, a family emoji) is kept whole or left out, unless it alone is too long; a surrogate pair is never torn.
 */
export function cutText(text: string, limit: TextField['limit']): string {
  if (!limit || countText(text, limit.unit) <= limit.max) return text;
  const end = endOfFitting(text, limit);
  const start = graphemes.segment(text).containing(end)?.index ?? end;
  return text.slice(0, start > 0 ? start : end).trimEnd();
}

/** UTF-16 index behind the last code point that fits. */
function endOfFitting(text: string, { max, unit }: NonNullable<TextField['limit']>): number {
  let end = 0;
  let used = 0;
  for (const character of text) {
    used += countText(character, unit);
    if (used > max) break;
    end += character.length;
  }
  return end;
}
