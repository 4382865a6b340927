import * as z from 'zod';
import { readResource } from './read-resource.ts';
import type { YoutubeContext } from './youtube-context.ts';

const VideoStatus = z.object({
  uploadStatus: z.string(),
  privacyStatus: z.string().optional(),
  publishAt: z.string().optional(),
  license: z.string().optional(),
  embeddable: z.boolean().optional(),
  publicStatsViewable: z.boolean().optional(),
  selfDeclaredMadeForKids: z.boolean().optional(),
  containsSyntheticMedia: z.boolean().optional(),
  failureReason: z.string().optional(),
  rejectionReason: z.string().optional(),
});
export type VideoStatus = z.infer<typeof VideoStatus>;

const Video = z.object({
  status: VideoStatus,
  processingDetails: z
    .object({ processingStatus: z.string().optional(), processingFailureReason: z.string().optional() })
    .optional(),
});
export type Video = z.infer<typeof Video>;

const VideoList = z.object({ items: z.array(Video).default([]) });

/**
 * What has become of a video, as its owner sees it.
 * @returns undefined when YouTube does not show it
 * @throws PlatformError
 * @see https://developers.google.com/youtube/v3/docs/videos#status
 */
export async function readVideo(context: YoutubeContext, videoId: string): Promise<Video | undefined> {
  const parameters = { part: 'status,processingDetails', id: videoId };
  const { items } = await readResource(context, context.addresses.videos, parameters, VideoList);
  return items[0];
}
