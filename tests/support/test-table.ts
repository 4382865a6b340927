import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Table, toDocumentClient } from '../../shared/adapters/dynamo/table.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };

/**
 * Creates a fresh table shaped like the deployed one (pk/sk, the order of videos, and the index of unfinished work) at a DynamoDB endpoint,
 * without touching the environment.
 */
export async function createTestTable(endpoint: string): Promise<Table> {
  const name = `test-${randomUUID()}`;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'workShard', 'workAt', 'position'].map(string),
      KeySchema: keys('pk', 'sk'),
      LocalSecondaryIndexes: [
        { IndexName: 'order', KeySchema: keys('pk', 'position'), Projection: { ProjectionType: 'ALL' } },
      ],
      GlobalSecondaryIndexes: [
        { IndexName: 'work', KeySchema: keys('workShard', 'workAt'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  return { client: toDocumentClient(client), name };
}
