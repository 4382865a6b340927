import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import { listObjects } from './list-objects.ts';
import { removeObjects } from './remove-objects.ts';

/** Removes everything from a bucket, begun uploads too: CloudFormation deletes empty ones alone. */
export async function emptyBucket(client: S3Client, Bucket: string): Promise<void> {
  // The first page again and again: those that were ended are gone from it.
  for (let more = true; more; ) {
    const { Uploads = [], IsTruncated = false } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    for (const { Key, UploadId } of Uploads) {
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
    more = IsTruncated;
  }
  await removeObjects(client, Bucket, await listObjects(client, Bucket));
}
