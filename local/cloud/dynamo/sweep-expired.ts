import * as z from 'zod';
import { callService, ServiceError } from '../host/call-service.ts';
import type { ExpiringTable } from '../provision/deployment.ts';

/** Items that expired more than this ago are left alone, as by DynamoDB: more likely the attribute is not a time. */
const oldestSeconds = 5 * 365 * 24 * 3600;

const Item = z.record(z.string(), z.unknown());
const ScanOutput = z.object({ Items: z.array(Item).default([]), LastEvaluatedKey: Item.optional() });

/**
 * Deletes what has expired in a table. The engines accept a time to live, but never delete by it.
 *
 * @param nowSeconds the time, epoch seconds
 * @returns how many items were deleted
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export async function sweepExpired(dynamodbUrl: string, table: ExpiringTable, nowSeconds: number): Promise<number> {
  const { tableName: TableName, attribute, keyNames } = table;
  const expired = '#expiry <= :now AND #expiry > :oldest';
  const names = { '#expiry': attribute };
  const ExpressionAttributeValues = {
    ':now': { N: String(nowSeconds) },
    ':oldest': { N: String(nowSeconds - oldestSeconds) },
  };
  const keys = Object.fromEntries(keyNames.map((name, index) => [`#key${index}`, name]));
  const scan = {
    TableName,
    FilterExpression: expired,
    ProjectionExpression: Object.keys(keys).join(', '),
    ExpressionAttributeNames: { ...names, ...keys },
    ExpressionAttributeValues,
  };
  const remove = {
    TableName,
    ConditionExpression: expired,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues,
  };
  let deleted = 0;
  let ExclusiveStartKey: z.infer<typeof Item> | undefined;
  do {
    const input = { ...scan, ...(ExclusiveStartKey && { ExclusiveStartKey }) };
    const page = ScanOutput.parse(await callService(dynamodbUrl, 'DynamoDB_20120810.Scan', input));
    for (const Key of page.Items) if (await deleteUnlessChanged(dynamodbUrl, { ...remove, Key })) deleted += 1;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return deleted;
}

/** The condition is checked again: an item whose life was prolonged since the scan stays. */
async function deleteUnlessChanged(dynamodbUrl: string, request: object): Promise<boolean> {
  try {
    await callService(dynamodbUrl, 'DynamoDB_20120810.DeleteItem', request);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
