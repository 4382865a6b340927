import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Every key of a bucket. */
export async function listObjects(client: S3Client, Bucket: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  return keys;
}
