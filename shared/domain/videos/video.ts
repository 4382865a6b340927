import * as z from 'zod';
import { Media, VideoSettings } from '../../contract/routes/video-shapes.ts';
import { Roll } from '../texts/roll.ts';

const StoredAsset = z.object({ objectKey: z.string(), contentType: z.string(), sizeBytes: z.number() });

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
  /** Texts made from templates when the video was added, by `<platform>.<field>` and `global.title`. */
  rolls: z.record(z.string(), Roll).default({}),
  /** Running number of the owner's videos: `{index}`. */
  index: z.number().default(0),
  /** Name of the Drive folder that it was imported from: `{folder}`. */
  folder: z.string().nullable().default(null),
  /** Place in the queue: a fractional index key, compared as text. */
  position: z.string().default(''),
  /** Grows with every change by a user: the ETag. */
  version: z.number().default(1),
  /** Files beside the video, by kind. */
  assets: z.record(z.string(), StoredAsset).default({}),
  /** Such files that are still arriving. */
  pendingAssets: z.record(z.string(), StoredAsset).default({}),
  /** Keys of replaced files that may still be in the bucket. */
  discarded: z.array(z.string()).default([]),
  /** Connections that the video was ever posted to: where its posts are found. Written before the posts. */
  connectionIds: z.array(z.string()).default([]),
  /** Set before a deletion begins: from then on the video gets no posts. */
  deletingAt: z.number().nullable().default(null),
  settings: VideoSettings,
  media: Media.nullable(),
  /** Whether the file was looked into and had nothing to tell. */
  isUnreadable: z.boolean().default(false),
  /**
   * What became of the file after its posts were out. From `removing` on the video gets no posts; the objects are going, or
   * gone.
   */
  mediaState: z.enum(['stored', 'removing', 'removed']).default('stored'),
  createdAt: z.number(),
});
export type VideoRecord = z.infer<typeof VideoRecord>;
