import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDynamo } from '../../local/cloud/dynamo/start-dynamo.ts';
import { sweepExpired } from '../../local/cloud/dynamo/sweep-expired.ts';
import { LogFile } from '../../local/cloud/processes/log-file.ts';
import { allocatePorts } from '../../local/cloud/processes/ports.ts';
import { localClientOptions } from '../../local/cloud/provision/local-client-options.ts';
import { listDescendants, readCommand } from '../support/process-tree.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const stops: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await folder.remove();
});

const start = async () => {
  const { dynamodb: port } = await allocatePorts(folder.path, ['dynamodb']);
  const reports: string[] = [];
  const log = new LogFile(join(folder.path, 'dynamodb.log'));
  const running = await startDynamo({ port, dataDir: folder.path, log, report: (line) => reports.push(line) });
  stops.push(running.stop);
  const client = new DynamoDBClient({ ...localClientOptions(running.url), maxAttempts: 10 });
  stops.push(() => client.destroy());
  return { ...running, client, reports };
};
const table = { TableName: 'items' };
const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      ...table,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
const put = (client: DynamoDBClient, pk: string, expiresAt?: number, more: object = {}) =>
  client.send(
    new PutItemCommand({
      ...table,
      Item: { pk: { S: pk }, ...(expiresAt && { expiresAt: { N: String(expiresAt) } }), ...more },
    }),
  );

describe('the local DynamoDB', () => {
  it('keeps its data over a restart, and over a kill -9 after which it comes back by itself', async () => {
    const first = await start();
    await createTable(first.client);
    await put(first.client, 'a');
    await first.stop();

    const second = await start();
    await put(second.client, 'b');
    // By its file, too: another test of this process may have one running.
    const isOurs = (command: string) => /^\S*dynoxide /.test(command) && command.includes(folder.path);
    const engine = listDescendants(process.pid).find((pid) => isOurs(readCommand(pid))) ?? 0;
    process.kill(engine, 'SIGKILL');
    await waitUntil(() => second.reports.length > 0);
    const { Items = [] } = await second.client.send(new ScanCommand(table));
    expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['a', 'b']);
  });

  it('that cannot open its file does not start, and says why', async () => {
    await mkdir(join(folder.path, 'dynamodb'));
    writeFileSync(
      join(folder.path, 'dynamodb/dynamodb.sqlite'),
      'this is no database, but it is long enough to be taken for one',
    );
    await expect(start()).rejects.toThrow(/not a valid SQLite database.*\/dynamodb\)$/);
  });
});

describe('expired items', () => {
  const nowSeconds = 1_800_000_000;
  const rule = { tableName: 'items', attribute: 'expiresAt', keyNames: ['pk'] };

  it('are deleted; others are not', async () => {
    const { client, url } = await start();
    await createTable(client);
    await put(client, 'expired', nowSeconds - 1);
    await put(client, 'just now', nowSeconds);
    await put(client, 'later', nowSeconds + 1);
    await put(client, 'without', undefined);
    // A number that is no time: DynamoDB leaves alone what expired more than five years ago.
    await put(client, 'ancient', 12);
    expect(await sweepExpired(url, rule, nowSeconds)).toBe(2);
    const { Items = [] } = await client.send(new ScanCommand(table));
    expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['ancient', 'later', 'without']);
  });

  it('of more than one page are all found', async () => {
    const { client, url } = await start();
    await createTable(client);
    const filler = { text: { S: 'x'.repeat(300_000) } };
    for (let index = 0; index < 8; index += 1) await put(client, `item ${index}`, nowSeconds - 1, filler);
    expect(await sweepExpired(url, rule, nowSeconds)).toBe(8);
  });

  it('whose life is prolonged in the meantime stay', async () => {
    const { client, url } = await start();
    await createTable(client);
    await Promise.all(Array.from({ length: 50 }, (_, index) => put(client, `${index}`, nowSeconds - 1)));
    const prolong = new UpdateItemCommand({
      ...table,
      Key: { pk: { S: '7' } },
      UpdateExpression: 'SET expiresAt = :later',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':later': { N: String(nowSeconds + 60) } },
    });
    const [prolonged] = await Promise.allSettled([client.send(prolong), sweepExpired(url, rule, nowSeconds)]);
    const { Item } = await client.send(new GetItemCommand({ ...table, Key: { pk: { S: '7' } } }));
    // Whoever came first, both agree on it.
    expect(Item !== undefined).toBe(prolonged.status === 'fulfilled');
  });
});
