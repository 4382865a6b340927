import { invalidParameter } from '../drive-error.ts';

export type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'mark'; readonly value: string };

const pattern = /\s*(?:'((?:[^'\\]|\\['\\])*)'|([A-Za-z][\w.]*)|(<=|>=|!=|[()<>={}]))/y;

/**
 * Cuts a search query into strings, words and marks.
 * @throws GoogleApiError 400 where nothing fits, for example at an apostrophe that was not escaped
 * @see https://developers.google.com/workspace/drive/api/guides/search-files
 */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (query.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex;
    const match = pattern.exec(query);
    if (!match) throw invalidQuery(`at character ${at}`);
    const [, text, word, mark] = match;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.replaceAll(/\\(['\\])/g, '$1') });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'mark', value: mark ?? '' });
  }
  return tokens;
}

/** @param where what is wrong */
export function invalidQuery(where: string) {
  return invalidParameter('q', `Invalid Value: ${where}`);
}
