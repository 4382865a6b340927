import {
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  PutBucketLifecycleConfigurationCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, type S3Harness, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const dayMs = 86_400_000;
const configure = (Rules: LifecycleRule[]) =>
  s3.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules } }));
const abortAfter = (DaysAfterInitiation: number, Prefix: string): LifecycleRule => ({
  ID: `abort ${Prefix}`,
  Status: 'Enabled',
  Filter: { Prefix },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation },
});

async function openUploads(): Promise<string[]> {
  const { Uploads } = await s3.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return (Uploads ?? []).map(({ Key = '' }) => Key);
}

describe('old uploads', () => {
  it('are aborted with their parts once the days are over, where the rule applies', async () => {
    for (const Key of ['videos/1', 'videos/2', 'other/1']) {
      const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
      await s3.client.send(new UploadPartCommand({ Bucket: bucket, Key, UploadId, PartNumber: 1, Body: 'x' }));
    }
    const now = Date.now();
    expect(s3.server.runLifecycle(now + 10 * dayMs)).toBe(0); // no rule yet
    await configure([abortAfter(1, 'videos/'), { ...abortAfter(1, 'other/'), Status: 'Disabled' }]);
    expect(s3.server.runLifecycle(now + dayMs - 60_000)).toBe(0);
    expect(s3.server.runLifecycle(now + dayMs + 60_000)).toBe(2);
    expect(await openUploads()).toEqual(['other/1']);
    await until(() => s3.blobFiles().length === 1);
    await configure([abortAfter(2, '')]);
    expect(s3.server.runLifecycle(now + 2 * dayMs + 60_000)).toBe(1);
    await until(() => s3.blobFiles().length === 0);
  });
});

describe('the configuration', () => {
  it('comes back as it was put, actions included that are not carried out', async () => {
    const Rules = [
      abortAfter(1, 'a/'),
      { ID: 'e', Status: 'Enabled' as const, Filter: { Prefix: 'b/' }, Expiration: { Days: 3 } },
    ];
    await configure(Rules);
    const got = await s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect(got.Rules).toEqual(Rules);
  });

  it('is missing after its deletion', async () => {
    await s3.client.send(new DeleteBucketLifecycleCommand({ Bucket: bucket }));
    const get = s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect(await errorOf(get)).toEqual({ code: 'NoSuchLifecycleConfiguration', status: 404 });
  });

  it.each<[string, LifecycleRule[]]>([
    ['MalformedXML', []],
    ['InvalidArgument', [abortAfter(0, '')]],
    ['InvalidArgument', [abortAfter(1.5, '')]],
    ['MalformedXML', [{ ...abortAfter(1, ''), Status: undefined }]],
  ])('is refused with %s: %j', async (code, rules) => {
    expect(await errorOf(configure(rules))).toEqual({ code, status: 400 });
  });
});
