import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';
import { Flag } from './flag.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const Properties = z.object({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema,
  LocalSecondaryIndexes: z.array(Index).default([]),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: Flag }).optional(),
});
type Properties = z.infer<typeof Properties>;

async function findTable(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function createTable(client: DynamoDBClient, TableName: string, properties: Properties): Promise<void> {
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = properties;
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes }),
      ...(GlobalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes }),
    }),
  );
}

/** Key attributes in one order, so that two spellings of the same keys are equal. */
function describeKeys(keys: readonly { AttributeName?: string | undefined; KeyType?: string | undefined }[]): string {
  return keys
    .map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`)
    .sort()
    .join(', ');
}

async function updateTable(client: DynamoDBClient, table: TableDescription, properties: Properties): Promise<void> {
  const { TableName } = table;
  const [found, wanted] = [describeKeys(table.KeySchema ?? []), describeKeys(properties.KeySchema)];
  if (found !== wanted) throw new Error(`table ${TableName} has the keys ${found}, not ${wanted}`);
  const local = (table.LocalSecondaryIndexes ?? []).map((index) => index.IndexName);
  const missing = properties.LocalSecondaryIndexes.find(({ IndexName }) => !local.includes(IndexName));
  if (missing) throw new Error(`table ${TableName} has no index ${missing.IndexName}, which only a new table can get`);
  const AttributeDefinitions: AttributeDefinition[] = properties.AttributeDefinitions;
  const existing = (table.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName);
  const declared = properties.GlobalSecondaryIndexes.map((index) => index.IndexName);
  // DynamoDB takes one change of an index per call.
  for (const IndexName of existing.filter((name) => name !== undefined && !declared.includes(name))) {
    await client.send(new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] }));
  }
  for (const index of properties.GlobalSecondaryIndexes.filter(({ IndexName }) => !existing.includes(IndexName))) {
    const GlobalSecondaryIndexUpdates = [{ Create: index }];
    await client.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }));
  }
}

async function setExpiry(
  client: DynamoDBClient,
  TableName: string,
  wanted: { AttributeName: string; Enabled: boolean },
) {
  const { TimeToLiveDescription: now } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const enabled = now?.TimeToLiveStatus === 'ENABLED';
  if (enabled === wanted.Enabled && (!enabled || now?.AttributeName === wanted.AttributeName)) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: wanted }));
}

/** `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`, of which one replica is here. */
export function tableType(client: DynamoDBClient, deployment: Deployment): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    const { TableName = request.generatedName, TimeToLiveSpecification: expiry } = properties;
    const table = await findTable(client, TableName);
    if (table) await updateTable(client, table, properties);
    else await createTable(client, TableName, properties);
    if (expiry) await setExpiry(client, TableName, expiry);
    if (expiry?.Enabled) {
      const keyNames = properties.KeySchema.map((key) => key.AttributeName);
      deployment.expiringTables.push({ tableName: TableName, attribute: expiry.AttributeName, keyNames });
    }
    const partition = properties.KeySchema.find(({ KeyType }) => KeyType === 'HASH');
    if (partition) deployment.permissions.partitionKeys[TableName] = partition.AttributeName;
    return { ref: TableName, attributes: { Arn: arn('dynamodb', `table/${TableName}`) } };
  };
}
