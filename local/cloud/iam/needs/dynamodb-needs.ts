import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import type { ConditionContext } from '../match-condition.ts';
import type { Need } from '../need.ts';

const Value = z.record(z.string(), z.unknown());
const Item = z.record(z.string(), Value);
const Target = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: Item.optional(),
  Item: Item.optional(),
});
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Target)) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });

/** Parts of a transaction by the single call that needs the same right. */
const partActions: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/**
 * What a call to DynamoDB needs. A transaction needs the right to each of its parts.
 *
 * @param partitionKeys table → name of its partition key, of which the values can be a condition
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export function dynamodbNeeds(
  operation: string,
  input: unknown,
  partitionKeys: Readonly<Record<string, string>>,
): Need[] {
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return Transaction.parse(input).TransactItems.flatMap((part) =>
      Object.entries(part).map(([kind, target]) => toNeed(partActions[kind] ?? kind, target, partitionKeys)),
    );
  }
  if (operation.startsWith('Batch')) {
    return Object.keys(Batch.parse(input).RequestItems).map((table) =>
      toNeed(operation, { TableName: table }, partitionKeys),
    );
  }
  return [toNeed(operation, Target.parse(input), partitionKeys)];
}

function toNeed(
  operation: string,
  target: z.infer<typeof Target>,
  partitionKeys: Readonly<Record<string, string>>,
): Need {
  const { TableName, IndexName, Key, Item: item } = target;
  const name = TableName.split('/').at(-1) ?? '';
  const resource = arn('dynamodb', `table/${name}${IndexName === undefined ? '' : `/index/${IndexName}`}`);
  const value = (Key ?? item)?.[partitionKeys[name] ?? '']?.S;
  const context: ConditionContext = typeof value === 'string' ? { 'dynamodb:LeadingKeys': [value] } : {};
  return { action: `dynamodb:${operation}`, resource, context };
}
