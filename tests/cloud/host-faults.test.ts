import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FaultEngine } from '../../local/cloud/faults/fault-engine.ts';
import { FaultSet } from '../../local/cloud/faults/fault-rule.ts';
import { localClientOptions } from '../../local/cloud/provision/local-client-options.ts';
import fc from '../support/fast-check.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startServiceBench } from './support/service-bench.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let bench: Awaited<ReturnType<typeof startServiceBench>>;
let dynamodb: DynamoDBClient;
let sqs: SQSClient;
let QueueUrl: string | undefined;

beforeAll(async () => {
  folder = await tempFolder();
  bench = await startServiceBench(folder.path);
  dynamodb = new DynamoDBClient({ ...localClientOptions(bench.endpoints.dynamodb), maxAttempts: 1 });
  sqs = new SQSClient({ ...localClientOptions(bench.endpoints.sqs), maxAttempts: 1 });
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'items',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  ({ QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '60' } }),
  ));
});
afterAll(async () => {
  dynamodb.destroy();
  sqs.destroy();
  await bench.stop();
  await folder.remove();
});

const setFaults = (...rules: object[]) => bench.cloud.request({ kind: 'set-faults', faults: { seed: 1, rules } });
beforeEach(() => setFaults());

const put = (pk: string) => dynamodb.send(new PutItemCommand({ TableName: 'items', Item: { pk: { S: pk } } }));
const exists = async (pk: string) =>
  (await dynamodb.send(new GetItemCommand({ TableName: 'items', Key: { pk: { S: pk } } }))).Item !== undefined;

describe('a fault of DynamoDB', () => {
  it.each([
    [400, 'ProvisionedThroughputExceededException'],
    [429, 'ThrottlingException'],
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
  ])('with status %i is %s, and nothing happens', async (status, name) => {
    await setFaults({ service: 'dynamodb', operation: 'PutItem', kind: 'status', status });
    await expect(put(name)).rejects.toMatchObject({ name });
    expect(await exists(name)).toBe(false);
    await put(name);
    expect(await exists(name)).toBe(true);
  });

  it('before the effect cuts the connection, and nothing happens', async () => {
    await setFaults({ service: 'dynamodb', operation: '*', kind: 'before-effect' });
    await expect(put('before')).rejects.toThrow();
    expect(await exists('before')).toBe(false);
  });

  it('after the effect cuts the connection, or lies about it', async () => {
    await setFaults({ service: 'dynamodb', operation: 'PutItem', kind: 'after-effect' });
    await expect(put('cut')).rejects.toThrow();
    expect(await exists('cut')).toBe(true);
    await setFaults({ service: '*', operation: 'PutItem', kind: 'after-effect', status: 500 });
    await expect(put('lied')).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(await exists('lied')).toBe(true);
  });
});

it('a message is delivered twice when a fault says so, although it is not visible', async () => {
  await setFaults({ service: 'sqs', operation: 'ReceiveMessage', kind: 'duplicate' });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'once' }));
  const receive = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0]?.MessageId;
  const first = await receive();
  expect(first).toBeDefined();
  expect(await receive()).toBe(first);
  expect(await receive()).toBeUndefined();
});

describe('the fault engine', () => {
  const open = () => new FaultEngine(join(folder.path, 'engine.json'));
  const rule = (more: object) =>
    FaultSet.parse({ rules: [{ service: 's3', operation: '*', kind: 'delay', ms: 1, ...more }] });
  const strikes = (engine: FaultEngine, calls: number) =>
    Array.from({ length: calls }, () => engine.takeCallFault('s3', 'GetObject') !== undefined);

  it('strikes from the step on, as often as the count says, also over a restart', () => {
    open().set(rule({ step: 3, count: 2 }));
    expect(strikes(open(), 3)).toEqual([false, false, true]);
    expect(strikes(open(), 3)).toEqual([true, false, false]);
  });

  it('strikes without end when the count is null', () => {
    const engine = open();
    engine.set(rule({ count: null }));
    expect(strikes(engine, 20).every(Boolean)).toBe(true);
  });

  it('draws the same from the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const engine = open();
        const draw = () => {
          engine.set({ ...rule({ probability: 0.5, count: null }), seed });
          return strikes(engine, 10);
        };
        expect(draw()).toEqual(draw());
      }),
      { numRuns: 20 },
    );
  });

  it('strikes about as often as the probability says', () => {
    const engine = open();
    engine.set(rule({ probability: 0.25, count: null }));
    const hits = strikes(engine, 400).filter(Boolean).length;
    expect(hits).toBeGreaterThan(60);
    expect(hits).toBeLessThan(140);
  });

  it('puts together what several rules do to one call', () => {
    const engine = open();
    const rules = [
      { service: 's3', operation: '*', kind: 'delay', ms: 5 },
      { service: '*', operation: 'GetObject', kind: 'status', status: 503 },
      { service: 'sqs', operation: '*', kind: 'before-effect' },
    ];
    engine.set(FaultSet.parse({ rules }));
    expect(engine.takeCallFault('s3', 'GetObject')).toEqual({ delayMs: 5, status: 503 });
    expect(engine.takeCallFault('s3', 'GetObject')).toBeUndefined();
  });
});
