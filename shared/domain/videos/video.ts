import * as z from 'zod';
import { Media, VideoSettings } from '../../contract/routes/videos.ts';

/** A video file and its words. `receiving` until its bytes are complete and proved to be a video. Times in epoch ms. */
export const VideoRecord = z.object({
  ownerId: z.string(),
  videoId: z.string(),
  filename: z.string(),
  contentType: z.enum(['video/mp4', 'video/quicktime']),
  sizeBytes: z.number(),
  sha256: z.string().nullable(),
  objectKey: z.string(),
  uploadId: z.string(),
  partBytes: z.number(),
  state: z.enum(['receiving', 'ready']),
  generatedTitle: z.string(),
  settings: VideoSettings,
  media: Media.nullable(),
  createdAt: z.number(),
});
export type VideoRecord = z.infer<typeof VideoRecord>;
