import { join } from 'node:path';
import { DescribeTableCommand, DescribeTimeToLiveCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { GetBucketCorsCommand, GetBucketLifecycleConfigurationCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { buildClients, type Clients, destroyClients } from '../../local/cloud/provision/clients.ts';
import { deployApp } from '../../local/cloud/provision/deploy-app.ts';
import type { Deployment } from '../../local/cloud/provision/deployment.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type DemoVersion, writeDemoApp } from './support/demo-app.ts';
import { startServiceBench } from './support/service-bench.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let bench: Awaited<ReturnType<typeof startServiceBench>>;
let clients: Clients;
let deployment: Deployment;

const deploy = (version: DemoVersion = {}, secureParameters: Record<string, string> = {}) =>
  deployApp({
    assemblyDir: writeDemoApp(join(folder.path, 'cdk.out'), version),
    endpoints: bench.endpoints,
    redisUrl: 'redis://127.0.0.1:6400',
    secureParameters,
  });

beforeAll(async () => {
  folder = await tempFolder();
  bench = await startServiceBench(folder.path);
  clients = buildClients(bench.endpoints);
  // The demo has no policy of its queue, which S3 needs to tell it anything.
  const fromBucket = { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sqs:SendMessage' };
  const work = 'arn:aws:sqs:us-east-1:000000000000:demo-data-Work';
  const permissions = { roles: {}, roleOfFunction: {}, partitionKeys: {} };
  const resourcePolicies = { [work]: [{ ...fromBucket, Resource: work }] };
  await bench.cloud.request({ kind: 'set-permissions', permissions: { ...permissions, resourcePolicies } });
});
afterAll(async () => {
  destroyClients(clients);
  await bench.stop();
  await folder.remove();
});
beforeEach(async () => {
  deployment = await deploy();
});

const describeQueue = async () => {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName: 'demo-data-Work' }));
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return { QueueUrl, Attributes };
};
const describeIndexes = async () => {
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: 'demo-table' }));
  return (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName).sort();
};
const Body = z.object({
  Event: z.string().optional(),
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })).optional(),
});
/** Receives until the queue stays empty for a second. */
const receiveBodies = async (): Promise<z.infer<typeof Body>[]> => {
  const { QueueUrl } = await describeQueue();
  const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await clients.sqs.send(command);
  const bodies = Messages.map((message) => Body.parse(JSON.parse(message.Body ?? '')));
  return bodies.length === 0 ? [] : [...bodies, ...(await receiveBodies())];
};
const readParameter = async (Name: string) =>
  (await clients.ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter;

describe('a deployed app', () => {
  it('has its functions with resolved variables and the folder of their code', () => {
    const behave = deployment.functions.find(({ name }) => name === 'demo-behave');
    expect(behave).toMatchObject({
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:demo-behave',
      handler: 'index.handler',
      timeoutSeconds: 12,
      memoryMegabytes: 256,
      taskRoot: expect.stringMatching(/fixtures\/functions\/behave$/),
      environment: {
        TABLE_NAME: 'demo-table',
        KEY: expect.stringMatching(/^[0-9a-f-]{36}$/),
        WORK_URL: `${bench.endpoints.sqs}/000000000000/demo-data-Work`,
        REDIS_URL: 'redis://127.0.0.1:6400',
      },
    });
    expect(deployment.functions.find(({ name }) => name === 'inline-helper')?.taskRoot).toBeUndefined();
  });

  it('has its rules, who they may invoke, and what becomes of an event that fails', () => {
    const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:demo-behave';
    const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/demo-app-Arrivals';
    expect(deployment.eventRules).toEqual([
      { arn: ruleArn, pattern: { source: ['aws.s3'] }, functionArns: [functionArn] },
    ]);
    expect(deployment.permissions.resourcePolicies[functionArn]).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com'] },
        Action: ['lambda:InvokeFunction'],
        Resource: [functionArn],
        Condition: { ArnLike: { 'aws:SourceArn': [ruleArn] } },
      },
    ]);
    expect(deployment.asyncInvokes).toEqual([{ functionName: 'demo-behave', retries: 1 }]);
  });

  it('has its event sources and its API', () => {
    expect(deployment.eventSources).toEqual([
      {
        queueArn: 'arn:aws:sqs:us-east-1:000000000000:demo-data-Work',
        functionName: 'demo-app-Queue',
        batchSize: 5,
        windowSeconds: 0,
        maxConcurrency: 3,
        reportsItemFailures: true,
      },
    ]);
    const [api] = deployment.httpApis;
    const [route] = api?.routes ?? [];
    expect(route).toMatchObject({ routeKey: 'GET /echo' });
    expect(api?.integrations[route?.integrationId ?? '']).toEqual({
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:demo-behave',
      timeoutMs: 30_000,
    });
    expect(api?.throttle).toEqual({ rate: 100, burst: 200 });
  });

  it('has a table with its index and its expiry', async () => {
    expect(await describeIndexes()).toEqual(['byOwner']);
    const { TimeToLiveDescription } = await clients.dynamodb.send(
      new DescribeTimeToLiveCommand({ TableName: 'demo-table' }),
    );
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
    expect(deployment.expiringTables).toEqual([{ tableName: 'demo-table', attribute: 'expiresAt', keyNames: ['pk'] }]);
  });

  it('has a bucket that tells its queue what arrives under the prefix', async () => {
    const put = (Key: string) => clients.s3.send(new PutObjectCommand({ Bucket: 'demo-bucket', Key, Body: 'x' }));
    await put('out/ignored');
    await put('in/wanted');
    const bodies = await receiveBodies();
    // S3 sends one test message, when the notification is set for the first time.
    expect(bodies.filter(({ Event }) => Event === 's3:TestEvent')).toHaveLength(1);
    const keys = bodies.flatMap(({ Records = [] }) => Records.map(({ s3 }) => s3.object.key));
    expect(keys).toEqual(['in/wanted']);
  });

  it('has a bucket with CORS and a rule for unfinished uploads', async () => {
    const Bucket = 'demo-bucket';
    expect(await clients.s3.send(new GetBucketCorsCommand({ Bucket }))).toMatchObject({
      CORSRules: [
        { AllowedOrigins: ['http://one'], AllowedMethods: ['PUT'], ExposeHeaders: ['ETag'], MaxAgeSeconds: 60 },
      ],
    });
    expect(await clients.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({
      Rules: [{ ID: 'old', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    });
  });

  it('has its schedule', async () => {
    const schedule = await clients.scheduler.send(new GetScheduleCommand({ GroupName: 'demo', Name: 'demo-tick' }));
    expect(schedule).toMatchObject({
      ScheduleExpression: 'rate(1 day)',
      Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:demo-behave', Input: '{"do":"echo"}' },
    });
  });
});

describe('deploying again', () => {
  it('keeps items, and what was encrypted still opens', async () => {
    const Item = { pk: { S: 'kept' } };
    await clients.dynamodb.send(new PutItemCommand({ TableName: 'demo-table', Item }));
    const Plaintext = Buffer.from('token');
    const { CiphertextBlob } = await clients.kms.send(new EncryptCommand({ KeyId: 'alias/demo', Plaintext }));
    const again = await deploy();
    const keyOf = ({ functions }: Deployment) => functions.find(({ name }) => name === 'demo-behave')?.environment.KEY;
    expect(keyOf(again)).toBe(keyOf(deployment));
    const opened = await clients.kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('token');
    const { Items } = await clients.dynamodb.send(new ScanCommand({ TableName: 'demo-table' }));
    expect(Items).toContainEqual(Item);
  });

  it('adds and removes indexes', async () => {
    await deploy({ indexes: ['byOwner', 'byTime', 'byName'] });
    expect(await describeIndexes()).toEqual(['byName', 'byOwner', 'byTime']);
    await deploy({ indexes: [] });
    expect(await describeIndexes()).toEqual([]);
  });

  it('changes queue, CORS and schedule, and takes back what is no longer said', async () => {
    await deploy({ queue: { VisibilityTimeout: 99, DelaySeconds: 7 }, origin: 'http://two', rate: 'rate(2 days)' });
    expect((await describeQueue()).Attributes).toMatchObject({ VisibilityTimeout: '99', DelaySeconds: '7' });
    expect(await clients.s3.send(new GetBucketCorsCommand({ Bucket: 'demo-bucket' }))).toMatchObject({
      CORSRules: [{ AllowedOrigins: ['http://two'] }],
    });
    const find = new GetScheduleCommand({ GroupName: 'demo', Name: 'demo-tick' });
    expect(await clients.scheduler.send(find)).toMatchObject({ ScheduleExpression: 'rate(2 days)' });
    await deploy();
    expect((await describeQueue()).Attributes).toMatchObject({ VisibilityTimeout: '30', DelaySeconds: '0' });
  });

  it('takes the redrive policy away with the dead-letter queue', async () => {
    expect((await describeQueue()).Attributes.RedrivePolicy).toContain('demo-dead');
    await deploy({ queue: { RedrivePolicy: { Ref: 'AWS::NoValue' } } });
    expect((await describeQueue()).Attributes.RedrivePolicy).toBeUndefined();
  });

  it('puts the secure parameters of the person where no template can, and a new version only of what is new', async () => {
    await deploy({}, { '/demo/secret': 'one' });
    expect(await readParameter('/demo/secret')).toMatchObject({ Type: 'SecureString', Value: 'one', Version: 1 });
    await deploy({}, { '/demo/secret': 'one' });
    expect(await readParameter('/demo/secret')).toMatchObject({ Value: 'one', Version: 1 });
    await deploy({}, { '/demo/secret': 'two' });
    await deploy();
    expect(await readParameter('/demo/secret')).toMatchObject({ Value: 'two', Version: 2 });
  });

  it('with other keys of a table is refused: its items could not stay', async () => {
    const keySchema = [{ AttributeName: 'byOwner', KeyType: 'HASH' }];
    await expect(deploy({ keySchema })).rejects.toThrow(
      'Stack demo-data: Table (AWS::DynamoDB::Table): table demo-table has the keys HASH pk, not HASH byOwner',
    );
  });

  it('with a local index that the table was not made with is refused', async () => {
    const KeySchema = ['pk', 'at'].map((AttributeName, index) => ({
      AttributeName,
      KeyType: index ? 'RANGE' : 'HASH',
    }));
    const localIndexes = [{ IndexName: 'order', KeySchema, Projection: { ProjectionType: 'ALL' } }];
    await expect(deploy({ localIndexes })).rejects.toThrow('has no index order, which only a new table can get');
  });

  it('with a queue that cannot exist here is refused', async () => {
    await expect(deploy({ queue: { FifoQueue: true } })).rejects.toThrow('FIFO queues do not exist in the local cloud');
  });
});
