import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessKeyOf, findSecret } from '../../local/cloud/iam/access-key.ts';
import { Guard } from '../../local/cloud/iam/guard.ts';
import { buildPermits } from '../../local/cloud/iam/permits.ts';
import { PolicyDocument } from '../../local/cloud/iam/policy-document.ts';
import { permitNotification } from '../../local/cloud/iam/services.ts';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { bucket, buildClient, credentials, errorOf, type S3Harness, startHarness } from './s3-harness.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:probe';
const statements = (...Statement: object[]) => PolicyDocument.parse({ Statement }).Statement;
const permissions = {
  roles: {
    reader: statements({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/videos/*` }),
    lister: statements({ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }),
    sender: statements({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn }),
  },
  roleOfFunction: { reader: 'reader', lister: 'lister', sender: 'sender' },
  resourcePolicies: {
    [`arn:aws:s3:::${bucket}`]: statements({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: { NumericGreaterThan: { 's3:signatureAge': '900000' } },
    }),
    [queueArn]: statements({
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${bucket}` } },
    }),
  },
  partitionKeys: {},
};

const dir = mkdtempSync(join(tmpdir(), 'hopper-iam-'));
const usedGrantsPath = join(dir, 'used.jsonl');
const guard = new Guard({ path: join(dir, 'permissions.json'), usedGrantsPath });
const permits = buildPermits(guard);
let s3: S3Harness;
let sqs: RunningService;
let ageMs = 0;
const clients: { destroy(): void }[] = [];

function clientOf(functionName: string): S3Client {
  const client = buildClient(s3.server.url, { credentials: { ...accessKeyOf(functionName) }, forcePathStyle: true });
  clients.push(client);
  return client;
}

const get = (functionName: string, Key: string) =>
  clientOf(functionName).send(new GetObjectCommand({ Bucket: bucket, Key }));

beforeAll(async () => {
  guard.set(permissions);
  const now = () => Date.now() + ageMs;
  s3 = await startHarness({ credentials: { ...credentials, findSecret }, permit: permits.s3, now });
  sqs = await startSqs({ port: 0, dataDir: dir, permit: permits.sqs });
  for (const Key of ['videos/a', 'other'])
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a' }));
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await s3.stop();
  await sqs.close();
  rmSync(dir, { recursive: true });
});

describe('S3', () => {
  it('lets a function do what its role grants, and nothing else', async () => {
    await expect(get('reader', 'videos/a')).resolves.toMatchObject({ ContentLength: 1 });
    expect(await errorOf(get('reader', 'other'))).toEqual({ code: 'AccessDenied', status: 403 });
    const put = new PutObjectCommand({ Bucket: bucket, Key: 'videos/a', Body: 'b' });
    expect(await errorOf(clientOf('reader').send(put))).toEqual({ code: 'AccessDenied', status: 403 });
  });

  it('tells only who may list the bucket that an object is missing', async () => {
    expect(await errorOf(get('reader', 'videos/gone'))).toEqual({ code: 'AccessDenied', status: 403 });
    expect(await errorOf(get('lister', 'videos/gone'))).toEqual({ code: 'NoSuchKey', status: 404 });
  });

  it('knows no function that was never deployed, and no key with another secret', async () => {
    expect(await errorOf(get('stranger', 'videos/a'))).toEqual({ code: 'AccessDenied', status: 403 });
    const stolen = { ...accessKeyOf('reader'), secretAccessKey: accessKeyOf('sender').secretAccessKey };
    const client = buildClient(s3.server.url, { credentials: stolen, forcePathStyle: true });
    clients.push(client);
    const call = client.send(new GetObjectCommand({ Bucket: bucket, Key: 'videos/a' }));
    expect(await errorOf(call)).toEqual({ code: 'SignatureDoesNotMatch', status: 403 });
  });

  it.each([
    [14 * 60_000, 200],
    [16 * 60_000, 403],
  ])('answers a URL that is valid for hours and was signed %d ms ago with %d', async (age, status) => {
    const command = new GetObjectCommand({ Bucket: bucket, Key: 'videos/a' });
    const url = await getSignedUrl(clientOf('reader'), command, { expiresIn: 6 * 3600 });
    ageMs = age;
    const response = await fetch(url).finally(() => {
      ageMs = 0;
    });
    await response.text();
    expect(response.status).toBe(status);
  });

  it('lets a URL open what its signer may open', async () => {
    const command = new GetObjectCommand({ Bucket: bucket, Key: 'other' });
    expect((await fetch(await getSignedUrl(clientOf('reader'), command))).status).toBe(403);
    expect((await fetch(await getSignedUrl(clientOf('lister'), command))).status).toBe(200);
  });

  it('reaches a queue only from the bucket that the queue lets in', async () => {
    const sent: string[] = [];
    const notify = permitNotification(guard, async ({ body }) => void sent.push(body));
    await notify({ targetArn: queueArn, body: JSON.stringify({ Event: 's3:TestEvent', Bucket: bucket }) });
    await expect(notify({ targetArn: queueArn, body: JSON.stringify({ Bucket: 'others' }) })).rejects.toThrow(
      'not authorized',
    );
    expect(sent).toHaveLength(1);
  });
});

describe('SQS', () => {
  it('takes messages from who may send them', async () => {
    const clientFor = (keys: { accessKeyId: string; secretAccessKey: string }) => {
      const client = new SQSClient({
        endpoint: sqs.url,
        region: 'us-east-1',
        credentials: { ...keys },
        maxAttempts: 1,
      });
      clients.push(client);
      return client;
    };
    const { QueueUrl } = await clientFor(credentials).send(new CreateQueueCommand({ QueueName: 'probe' }));
    const send = new SendMessageCommand({ QueueUrl, MessageBody: 'a' });
    await expect(clientFor(accessKeyOf('sender')).send(send)).resolves.toHaveProperty('MessageId');
    await expect(clientFor(accessKeyOf('reader')).send(send)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `reader is not authorized to perform: sqs:SendMessage on resource: ${queueArn}`,
    });
  });
});

describe('the guard', () => {
  it('remembers what was granted over a restart', () => {
    const restarted = new Guard({ path: join(dir, 'permissions.json') });
    const need = { action: 'sqs:SendMessage', resource: queueArn };
    expect(restarted.findRefusal('local.sender', () => [need])).toBeUndefined();
    expect(restarted.findRefusal('local.reader', () => [need])).toBe(
      `reader is not authorized to perform: sqs:SendMessage on resource: ${queueArn}`,
    );
  });

  it('holds what a service wants to do back until it is known what is granted', async () => {
    const fresh = new Guard({ path: join(dir, 'fresh.json') });
    const sent: string[] = [];
    const notify = permitNotification(fresh, async ({ body }) => void sent.push(body));
    const notified = notify({ targetArn: queueArn, body: JSON.stringify({ Bucket: bucket }) });
    fresh.set(permissions);
    await notified;
    expect(sent).toHaveLength(1);
  });

  it('notes once who has used which right, and who has asked for one in vain', () => {
    const lines = readFileSync(usedGrantsPath, 'utf8').trim().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        { function: 'reader', action: 's3:GetObject', resource: `arn:aws:s3:::${bucket}/videos/*` },
        { function: 'reader', action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/videos/a`, isRefused: true },
      ]),
    );
  });
});
