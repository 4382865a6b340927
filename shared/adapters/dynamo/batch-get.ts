import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { ItemKey } from './keys.ts';
import type { Table } from './table.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;
/** DynamoDB gives back what it had no capacity for; more rounds than this mean that it is overloaded. */
const maxRounds = 8;

/**
 * Reads items by their keys, consistently and in no particular order; what does not exist is left out.
 * @param fields attributes to read; all of them when left out
 */
export async function batchGet<Schema extends z.ZodType>(
  table: Table,
  schema: Schema,
  keys: readonly ItemKey[],
  fields?: readonly string[],
): Promise<z.infer<Schema>[]> {
  const chunks: ItemKey[][] = [];
  for (let start = 0; start < keys.length; start += maxKeys) chunks.push(keys.slice(start, start + maxKeys));
  const pages = await Promise.all(chunks.map((chunk) => getChunk(table, chunk, fields)));
  return pages.flat().map((item) => schema.parse(item));
}

async function getChunk(table: Table, chunk: readonly ItemKey[], fields?: readonly string[]): Promise<unknown[]> {
  const names = fields?.map((name, index) => [`#f${index}`, name] as const);
  const projection = names && {
    ProjectionExpression: names.map(([alias]) => alias).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
  const found: unknown[] = [];
  let rest: Record<string, unknown>[] = chunk.map((key) => ({ ...key }));
  for (let round = 0; rest.length > 0; round += 1) {
    if (round === maxRounds) throw new Error('DynamoDB leaves a batch of reads unprocessed.');
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** round));
    const request = { [table.name]: { Keys: rest, ConsistentRead: true, ...projection } };
    const answer = await table.client.send(new BatchGetCommand({ RequestItems: request }));
    found.push(...(answer.Responses?.[table.name] ?? []));
    rest = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}
