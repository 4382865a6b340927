import type { AwsError } from './aws-error.ts';

/** One page of a sorted list and where the next one starts. */
export interface Page<Item> {
  items: Item[];
  nextToken: string | undefined;
}

/** Reads a paging token back into the key that it stands for; throws `invalidToken` for one that is not ours. */
export function fromPageToken(token: string | undefined, invalidToken: (message: string) => AwsError): string {
  if (token === undefined) return '';
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (key === '' || Buffer.from(key).toString('base64url') !== token) throw invalidToken('The NextToken is not valid.');
  return key;
}

/**
 * Cuts a page out of a list.
 *
 * @param rows up to `size + 1` rows that follow the last page, in order: the row too many shows that there is more.
 * @param keyOf the sort key of a row; never empty.
 */
export function toPage<Item>(rows: Item[], size: number, keyOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const more = rows.length > size && last !== undefined;
  return { items, nextToken: more ? Buffer.from(keyOf(last)).toString('base64url') : undefined };
}
