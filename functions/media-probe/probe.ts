import * as z from 'zod';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import { parseObjectKey } from '../../shared/domain/videos/object-key.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';
import { readHeader } from '../../shared/media/read-header.ts';
import type { SqsRecord } from '../../shared/worker/consume-queue.ts';

/** Keys come URL-encoded, with + for a space. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const S3Event = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), size: z.int() }) }) })).default([]),
});

interface Deps {
  readonly videos: Pick<VideoStore, 'update'>;
  readonly media: Pick<MediaStore, 'open'>;
}

/** Stores what the header of an arrived file says. A video that was deleted meanwhile is left alone. */
export function createProbe(deps: Deps) {
  return async (record: SqsRecord): Promise<void> => {
    const { Records } = S3Event.parse(JSON.parse(record.body));
    for (const { s3 } of Records)
      await probe(deps, decodeURIComponent(s3.object.key.replaceAll('+', ' ')), s3.object.size);
  };
}

async function probe(deps: Deps, objectKey: string, sizeBytes: number): Promise<void> {
  const owner = parseObjectKey(objectKey);
  if (!owner) return;
  const media = await readHeader(sizeBytes, async (start, end) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await deps.media.open(objectKey, start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
  if (media) await deps.videos.update(owner.ownerId, owner.videoId, { media });
}
