import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { ObjectListing } from '../../domain/videos/object-listing.ts';

/** @param pageItems at most so many objects at once, ≤ 1,000 */
export function createS3ObjectListing(bucket: string, pageItems: number): ObjectListing {
  const client = new S3Client({});
  return {
    async listPage(after) {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: 'videos/',
          // A key and not S3's own token: that one ends, and a round takes as long as it takes.
          StartAfter: after ?? undefined,
          MaxKeys: pageItems,
        }),
      );
      const objects = (page.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key && LastModified ? [{ objectKey: Key, storedAt: LastModified.getTime() }] : [],
      );
      return { objects, next: page.IsTruncated ? (page.Contents?.at(-1)?.Key ?? null) : null };
    },
  };
}
