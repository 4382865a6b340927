import * as z from 'zod';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import { parseObjectKey } from '../../shared/domain/videos/object-key.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';
import { readHeader } from '../../shared/media/read-header.ts';

/** What EventBridge tells of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const Arrival = z.object({ detail: z.object({ object: z.object({ key: z.string(), size: z.int() }) }) });

interface Deps {
  readonly videos: Pick<VideoStore, 'update'>;
  readonly media: Pick<MediaStore, 'open' | 'size'>;
}

/** Stores what the header of an arrived file says, or that it says nothing. A video that was deleted meanwhile, and its file, is left alone. */
export function createProbe({ videos, media: files }: Deps) {
  return async ({ detail }: z.infer<typeof Arrival>): Promise<void> => {
    const { key, size } = detail.object;
    const owner = parseObjectKey(key);
    if (!owner) return;
    const readRange = async (start: number, end: number) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await files.open(key, start, end)) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    const media = await readHeader(size, readRange).catch(async (error: unknown) => {
      // Nobody has to be woken for a file that is gone: whoever deleted the video did not want it looked into.
      if ((await files.size(key)) === undefined) return 'gone' as const;
      throw error;
    });
    if (media === 'gone') return;
    await videos.update(owner.ownerId, owner.videoId, media ? { media } : { isUnreadable: true });
  };
}
