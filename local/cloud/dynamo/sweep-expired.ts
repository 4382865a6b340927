import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { ExpiringTable } from '../provision/deployment.ts';

/** Items that expired more than this ago are left alone, as by DynamoDB: more likely the attribute is not a time. */
const oldestSeconds = 5 * 365 * 24 * 3600;

/**
 * Deletes what has expired in a table. The engines accept a time to live, but never delete by it.
 *
 * @param nowSeconds the time, epoch seconds
 * @returns how many items were deleted
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export async function sweepExpired(client: DynamoDBClient, table: ExpiringTable, nowSeconds: number): Promise<number> {
  const { tableName: TableName, attribute, keyNames } = table;
  const ExpressionAttributeNames = { '#expiry': attribute };
  const ExpressionAttributeValues = {
    ':now': { N: String(nowSeconds) },
    ':oldest': { N: String(nowSeconds - oldestSeconds) },
  };
  const expired = '#expiry <= :now AND #expiry > :oldest';
  const names = Object.fromEntries(keyNames.map((name, index) => [`#key${index}`, name]));
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: expired,
      ProjectionExpression: Object.keys(names).join(', '),
      ExpressionAttributeNames: { ...ExpressionAttributeNames, ...names },
      ExpressionAttributeValues,
    },
  );
  let deleted = 0;
  for await (const { Items = [] } of pages) {
    for (const Key of Items) {
      const request = {
        TableName,
        Key,
        ConditionExpression: expired,
        ExpressionAttributeNames,
        ExpressionAttributeValues,
      };
      if (await deleteUnlessChanged(client, request)) deleted += 1;
    }
  }
  return deleted;
}

interface ConditionalDelete {
  readonly TableName: string;
  readonly Key: Record<string, AttributeValue>;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

/** The condition is checked again: an item whose life was prolonged since the scan stays. */
async function deleteUnlessChanged(client: DynamoDBClient, request: ConditionalDelete): Promise<boolean> {
  try {
    await client.send(new DeleteItemCommand(request));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
