import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type ItemKey, owner } from './keys.ts';
import type { Table } from './table.ts';

/** How rows of an owner begin that name a row outside of the owner's partition. */
export const elsewherePrefix = 'ELSEWHERE#';

/**
 * Notes that a row of an owner stands outside of the owner's partition, because it is found by a secret: so everything of an
 * owner can be found. To be called before that row is written.
 * @param expiresAt epoch seconds, as the row itself
 */
export async function noteElsewhere(
  { client, name: TableName }: Table,
  ownerId: string,
  { pk, sk }: ItemKey,
  expiresAt: number,
): Promise<void> {
  const Item = { pk: owner(ownerId), sk: `${elsewherePrefix}${pk}`, at: { pk, sk }, expiresAt };
  await client.send(new PutCommand({ TableName, Item }));
}
