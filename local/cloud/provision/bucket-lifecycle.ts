import { PutBucketLifecycleConfigurationCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

/** Lifecycle rules as a template writes them; expiry of objects is left to AWS. */
export const LifecycleConfiguration = z.object({
  Rules: z.array(
    z.object({
      Id: z.string().optional(),
      Status: z.enum(['Enabled', 'Disabled']),
      Prefix: z.string().default(''),
      AbortIncompleteMultipartUpload: z.object({ DaysAfterInitiation: z.coerce.number().int() }).optional(),
    }),
  ),
});

/** Has unfinished uploads aborted, as the rules of the template say. */
export async function setLifecycle(
  client: S3Client,
  Bucket: string,
  { Rules }: z.infer<typeof LifecycleConfiguration>,
): Promise<void> {
  const aborting = Rules.flatMap(({ Id, Status, Prefix, AbortIncompleteMultipartUpload }) =>
    AbortIncompleteMultipartUpload ? [{ ID: Id, Status, Filter: { Prefix }, AbortIncompleteMultipartUpload }] : [],
  );
  if (aborting.length === 0) return;
  const LifecycleConfiguration = { Rules: aborting };
  await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
}
