import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { owner } from './keys.ts';

/** The one table and a client for it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** Opens the table that the environment names. */
export function openTable(name: string): Table {
  return { client: toDocumentClient(new DynamoDBClient({})), name };
}

/** A client that speaks plain objects. */
export function toDocumentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  // It copies every answer for a log that nobody reads: a quarter of the CPU time of reading a page of items.
  client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Whether a write was refused by its condition and nothing else. */
export function isConditionFailure(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/** Reads all items of one partition whose sort key starts with `prefix`, in sort-key order. */
export async function queryAll<Schema extends z.ZodType>(
  table: Table,
  schema: Schema,
  partition: { readonly pk: string; readonly prefix: string },
): Promise<z.infer<Schema>[]> {
  const items: z.infer<Schema>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition.pk, ':prefix': partition.prefix },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) if (!isMisplaced(item)) items.push(schema.parse(item));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/**
 * Whether a row says that it is another owner's than the one in whose partition it stands: somebody has copied it there,
 * and whoever took its word would act in the name of that other owner. Such a row counts as missing.
 */
export function isMisplaced({ pk, ownerId }: Readonly<Record<string, unknown>>): boolean {
  const isOwned = typeof pk === 'string' && pk.startsWith(owner('')) && typeof ownerId === 'string';
  return isOwned && pk !== owner(ownerId);
}

/** The parts of an UpdateItem that sets the given fields; fields that are undefined are left alone. */
export function setFields(fields: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    UpdateExpression: `SET ${entries.map((_, index) => `#f${index} = :f${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#f${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:f${index}`, value])),
  };
}
