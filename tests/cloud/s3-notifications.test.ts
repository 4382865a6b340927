import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  type QueueConfiguration,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, type Notification, type S3Harness, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
/** Delivered messages; `refuse` lets the queue fail that many times first. */
const delivered: Notification[] = [];
let refuse = 0;
beforeAll(async () => {
  s3 = await startHarness({
    notify: async (notification) => {
      if (refuse-- > 0) throw new Error('the queue is away');
      delivered.push(notification);
    },
  });
});
afterAll(() => s3.stop());

const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const filter = (prefix: string, suffix: string) => ({
  Key: {
    FilterRules: [
      { Name: 'prefix' as const, Value: prefix },
      { Name: 'suffix' as const, Value: suffix },
    ],
  },
});
const rules: QueueConfiguration[] = [
  { Id: 'probe', QueueArn: arn('probe'), Events: ['s3:ObjectCreated:*'], Filter: filter('videos/', '.mp4') },
  { Id: 'puts', QueueArn: arn('puts'), Events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'] },
];
const configure = (QueueConfigurations: QueueConfiguration[], SkipDestinationValidation = true) =>
  s3.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: bucket,
      NotificationConfiguration: { QueueConfigurations },
      SkipDestinationValidation,
    }),
  );
const put = (Key: string) => s3.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'hello' }));
const recordsOf = (queue: string) =>
  delivered.filter(({ targetArn }) => targetArn === arn(queue)).map(({ body }) => JSON.parse(body).Records[0]);

beforeEach(async () => {
  await configure(rules);
  delivered.length = 0;
});

describe('a notification', () => {
  it('has the shape of S3 event 2.1', async () => {
    const before = Date.now();
    const { ETag } = await put('videos/a b+ü(1).mp4');
    await until(() => recordsOf('probe').length === 1);
    const [record] = recordsOf('probe');
    expect(record).toEqual({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: expect.any(String) },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'probe',
        bucket: { name: bucket, ownerIdentity: { principalId: expect.any(String) }, arn: `arn:aws:s3:::${bucket}` },
        object: {
          key: 'videos/a+b%2B%C3%BC%281%29.mp4',
          size: 5,
          eTag: ETag?.replaceAll('"', ''),
          sequencer: expect.stringMatching(/^[0-9A-F]{16}$/),
        },
      },
    });
    expect(Date.parse(record.eventTime)).toBeGreaterThanOrEqual(before - 1);
    expect(decodeURIComponent(record.s3.object.key.replaceAll('+', ' '))).toBe('videos/a b+ü(1).mp4');
  });

  it('goes to the queues whose filter and events match', async () => {
    for (const key of ['videos/1.mp4', 'videos/1.mov', 'other/1.mp4']) await put(key);
    await until(() => recordsOf('puts').length === 3);
    expect(recordsOf('probe').map((record) => record.s3.object.key)).toEqual(['videos/1.mp4']);
  });

  it('tells how the object came to be', async () => {
    const target = { Bucket: bucket, Key: 'videos/joined.mp4' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
    const part = new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' });
    const { ETag } = await s3.client.send(part);
    const Parts = [{ PartNumber: 1, ETag }];
    const answer = await s3.client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
    );
    const CopySource = `${bucket}/videos/joined.mp4`;
    await s3.client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'videos/copy.mp4', CopySource }));
    await until(() => recordsOf('probe').length === 2);
    expect(recordsOf('probe').map((record) => [record.eventName, record.s3.object.key])).toEqual([
      ['ObjectCreated:CompleteMultipartUpload', 'videos/joined.mp4'],
      ['ObjectCreated:Copy', 'videos/copy.mp4'],
    ]);
    expect(recordsOf('probe')[0].s3.object.eTag).toBe(answer.ETag?.replaceAll('"', ''));
  });

  it('tells of a deletion, but only of something that was there', async () => {
    await put('k');
    await s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
    await put('k');
    await until(() => recordsOf('puts').length === 3);
    expect(recordsOf('puts').map((record) => record.eventName)).toEqual([
      'ObjectCreated:Put',
      'ObjectRemoved:Delete',
      'ObjectCreated:Put',
    ]);
    expect(recordsOf('puts')[1].s3.object).toEqual({ key: 'k', sequencer: expect.any(String) });
  });

  it('has a sequencer that grows', async () => {
    for (let n = 0; n < 20; n++) await put('k');
    await until(() => recordsOf('puts').length === 20);
    const sequencers = recordsOf('puts').map((record) => record.s3.object.sequencer);
    expect([...sequencers].sort()).toEqual(sequencers);
    expect(new Set(sequencers).size).toBe(20);
  });

  it('is tried again until the queue takes it', async () => {
    refuse = 3;
    await put('k');
    await until(() => recordsOf('puts').length === 1);
    expect(refuse).toBeLessThan(0);
  });

  it('is not sent for an object that was refused', async () => {
    await errorOf(s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'bad', Body: 'x', ContentMD5: 'AAAA' })));
    await put('good');
    await until(() => recordsOf('puts').length === 1);
    expect(recordsOf('puts')[0].s3.object.key).toBe('good');
  });
});

describe('the configuration', () => {
  const get = () => s3.client.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket }));

  it('comes back as it was put, and empty when it was cleared', async () => {
    expect((await get()).QueueConfigurations).toEqual(rules);
    await configure([]);
    expect((await get()).QueueConfigurations).toBeUndefined();
    await put('k');
    await configure(rules);
    await put('after');
    await until(() => recordsOf('puts').length === 1);
    expect(recordsOf('puts')[0].s3.object.key).toBe('after');
  });

  it('is announced by a test message to a queue that is new', async () => {
    await configure([...rules, { QueueArn: arn('fresh'), Events: ['s3:ObjectCreated:*'] }], false);
    await until(() => delivered.length === 1);
    expect(delivered[0]?.targetArn).toBe(arn('fresh'));
    expect(JSON.parse(delivered[0]?.body ?? '')).toMatchObject({ Event: 's3:TestEvent', Bucket: bucket });
  });

  it.each<[string, Partial<QueueConfiguration>]>([
    ['InvalidArgument', { QueueArn: 'not-an-arn' }],
    ['InvalidArgument', { QueueArn: 'arn:aws:sns:us-east-1:000000000000:topic' }],
    ['InvalidArgument', { Events: ['s3:Nonsense' as Event] }],
    ['MalformedXML', { Events: [] }],
  ])('is refused with %s: %j', async (code, bad) => {
    const configuration = { QueueArn: arn('q'), Events: ['s3:ObjectCreated:*' as const], ...bad };
    expect(await errorOf(configure([configuration]))).toEqual({ code, status: 400 });
    expect((await get()).QueueConfigurations).toEqual(rules);
  });

  it('of anything but queues and EventBridge is not emulated', async () => {
    const topic = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:topic', Events: ['s3:ObjectCreated:*' as const] };
    const NotificationConfiguration = { TopicConfigurations: [topic] };
    const command = new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration });
    expect(await errorOf(s3.client.send(command))).toEqual({ code: 'NotImplemented', status: 501 });
  });
});

describe('EventBridge', () => {
  it('is told of everything, with keys as they are, and gets no test message', async () => {
    await s3.client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    const { ETag } = await put('videos/a b+ü(1).mp4');
    await s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'videos/a b+ü(1).mp4' }));
    await until(() => delivered.length === 2);
    expect(delivered.map(({ targetArn }) => targetArn)).toEqual(
      Array(2).fill('arn:aws:events:us-east-1:000000000000:event-bus/default'),
    );
    const [created, deleted] = delivered
      .map(({ body }) => JSON.parse(body))
      .sort((a, b) => (a.detail.reason < b.detail.reason ? 1 : -1));
    expect(created).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: '000000000000',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'us-east-1',
      resources: [`arn:aws:s3:::${bucket}`],
      detail: {
        version: '0',
        bucket: { name: bucket },
        object: { key: 'videos/a b+ü(1).mp4', size: 5, etag: ETag?.replaceAll('"', ''), sequencer: expect.any(String) },
        'request-id': expect.any(String),
        requester: '000000000000',
        'source-ip-address': '127.0.0.1',
        reason: 'PutObject',
      },
    });
    expect(deleted).toMatchObject({ 'detail-type': 'Object Deleted', detail: { reason: 'DeleteObject' } });
  });
});
