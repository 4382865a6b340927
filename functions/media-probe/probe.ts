import * as z from 'zod';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import { parseObjectKey } from '../../shared/domain/videos/object-key.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';
import { readHeader } from '../../shared/media/read-header.ts';

/** What EventBridge tells of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const Arrival = z.object({ detail: z.object({ object: z.object({ key: z.string(), size: z.int() }) }) });

interface Deps {
  readonly videos: Pick<VideoStore, 'update'>;
  readonly media: Pick<MediaStore, 'open'>;
}

/** Stores what the header of an arrived file says. A video that was deleted meanwhile is left alone. */
export function createProbe(deps: Deps) {
  return async ({ detail }: z.infer<typeof Arrival>): Promise<void> => {
    const { key, size } = detail.object;
    const owner = parseObjectKey(key);
    if (!owner) return;
    const media = await readHeader(size, async (start, end) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await deps.media.open(key, start, end)) chunks.push(chunk);
      return Buffer.concat(chunks);
    });
    if (media) await deps.videos.update(owner.ownerId, owner.videoId, { media });
  };
}
