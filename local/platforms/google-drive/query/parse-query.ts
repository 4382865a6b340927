import type { DriveFile } from '../drive-file.ts';
import { type Facts, termFor } from './terms.ts';
import { invalidQuery, type Token, tokenize } from './tokenize.ts';

/** Whether a file is meant. */
export type Condition = (file: DriveFile, facts: Facts) => boolean;

/** A query, and the folders that it is restricted to when it says so at its top. */
export interface Query {
  readonly matches: Condition;
  /** Ids of which one must be the parent; null = anywhere. */
  readonly parents: readonly string[] | null;
}

/**
 * Understands a search query: terms, `and`, `or`, `not`, parentheses.
 * @throws GoogleApiError 400 `invalid` on `q`
 * @see https://developers.google.com/workspace/drive/api/guides/ref-search-terms
 */
export function parseQuery(text: string): Query {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at];
  const isWord = (token: Token | undefined, value: string) => token?.kind === 'word' && token.value === value;
  const take = (): Token => {
    const token = tokens[at];
    if (!token) throw invalidQuery('the query ends too early');
    at += 1;
    return token;
  };

  /** What a sub-expression needs its parents to be: only `in parents` and an `or` of such say it. */
  interface Part extends Query {}
  const either = (): Part => {
    let left = both();
    while (isWord(peek(), 'or')) {
      at += 1;
      const [first, second] = [left, both()];
      left = {
        matches: (file, facts) => first.matches(file, facts) || second.matches(file, facts),
        parents: first.parents && second.parents && [...first.parents, ...second.parents],
      };
    }
    return left;
  };
  const both = (): Part => {
    let left = single();
    while (isWord(peek(), 'and')) {
      at += 1;
      const [first, second] = [left, single()];
      left = {
        matches: (file, facts) => first.matches(file, facts) && second.matches(file, facts),
        parents: first.parents ?? second.parents,
      };
    }
    return left;
  };
  const single = (): Part => {
    const token = take();
    if (isWord(token, 'not')) {
      const inner = single();
      return { matches: (file, facts) => !inner.matches(file, facts), parents: null };
    }
    if (token.kind === 'mark' && token.value === '(') {
      const inner = either();
      const end = take();
      if (end.value !== ')') throw invalidQuery(`expected ) and not ${end.value}`);
      return inner;
    }
    return term(token);
  };
  const term = (token: Token): Part => {
    if (token.kind === 'text') {
      const [operator, list] = [take().value, take().value];
      if (operator !== 'in') throw invalidQuery(`operator ${operator} after a value`);
      const parents = list === 'parents' ? [token.value] : null;
      return { matches: termFor(list, 'in', token.value), parents };
    }
    if (token.value === 'sharedWithMe' && peek()?.value !== '=') {
      return { matches: termFor('sharedWithMe', '=', 'true'), parents: null };
    }
    const operator = take().value;
    if (operator === 'has') return { matches: has(token.value), parents: null };
    return { matches: termFor(token.value, operator, take().value), parents: null };
  };
  /** `{ key='k' and value='v' }` */
  const has = (field: string): Condition => {
    const shape = ['{', 'key', '=', undefined, 'and', 'value', '=', undefined, '}'];
    const [key, value] = shape.flatMap((expected) => {
      const token = take();
      if (expected !== undefined && token.value !== expected) throw invalidQuery(`expected ${expected} in ${field}`);
      return expected === undefined ? [token.value] : [];
    });
    if (field !== 'appProperties' && field !== 'properties') throw invalidQuery(`field ${field} has no keys`);
    return (file, { sees }) => sees(file, field) && file[field][key ?? ''] === value;
  };

  if (tokens.length === 0) return { matches: () => true, parents: null };
  const whole = either();
  if (at < tokens.length) throw invalidQuery(`unexpected ${tokens[at]?.value}`);
  return whole;
}
