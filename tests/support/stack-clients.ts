import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Table, toDocumentClient } from '../../shared/adapters/dynamo/table.ts';
import type { Stack } from './stack.ts';

/** The table of a running Hopper. */
export async function openStackTable(stack: Stack): Promise<Table> {
  const { services, region, accessKeyId, secretAccessKey } = await stack.endpoints();
  const credentials = { accessKeyId, secretAccessKey };
  const client = new DynamoDBClient({ endpoint: services.dynamodb ?? '', region, credentials });
  return { client: toDocumentClient(client), name: 'hopper-local' };
}

/** Has a function run once, as its schedule would. */
export async function invokeFunction(stack: Stack, name: string): Promise<void> {
  const { services } = await stack.endpoints();
  const answer = await fetch(`${services.lambda}/2015-03-31/functions/hopper-local-${name}/invocations`, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=local' },
    body: '{}',
  });
  if (!answer.ok || answer.headers.has('x-amz-function-error')) throw new Error(await answer.text());
}
