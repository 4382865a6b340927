import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';

/** The most that S3 takes in one call. */
const keysPerCall = 1000;

/** @throws Error that names the first key that S3 did not remove */
export async function removeObjects(client: S3Client, Bucket: string, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += keysPerCall) {
    const Objects = keys.slice(from, from + keysPerCall).map((Key) => ({ Key }));
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [first] = Errors;
    if (first) throw new Error(`${first.Key} is still in ${Bucket}: ${first.Message}`);
  }
}
