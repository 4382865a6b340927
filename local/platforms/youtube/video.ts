import * as z from 'zod';
import { pictureSchema } from './mp4-picture.ts';

const localizationSchema = z.object({ title: z.string(), description: z.string() });

/** What the uploader says about a video; already checked. */
export const videoMetadataSchema = z.object({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  categoryId: z.string(),
  defaultLanguage: z.string().nullable(),
  defaultAudioLanguage: z.string().nullable(),
  localizations: z.record(z.string(), localizationSchema),
  privacy: z.enum(['public', 'unlisted', 'private']),
  publishAtMs: z.number().nullable(),
  license: z.enum(['youtube', 'creativeCommon']),
  embeddable: z.boolean(),
  publicStatsViewable: z.boolean(),
  selfDeclaredMadeForKids: z.boolean(),
  containsSyntheticMedia: z.boolean(),
  recordingDate: z.string().nullable(),
  hasPaidProductPlacement: z.boolean(),
});
export type VideoMetadata = z.infer<typeof videoMetadataSchema>;

/** What fate (a fault rule) has in store for a video. */
export const fateSchema = z.object({
  outcome: z.enum(['failed', 'rejected', 'terminated', 'stuck', 'backwards', 'deleted', 'locked-private']),
  reason: z.string().nullable(),
  /** Virtual instant of `failed`, `rejected`, `deleted`. */
  atMs: z.number(),
  /** Status reads left that still say "processing" (`stuck`). */
  polls: z.number(),
});
export type VideoFate = z.infer<typeof fateSchema>;

/** A video on a simulated channel. */
export const videoSchema = z.object({
  id: z.string(),
  channelId: z.string(),
  projectId: z.string(),
  /** `snippet.publishedAt`: upload, later the scheduled publication. */
  publishedAtMs: z.number(),
  uploadedAtMs: z.number(),
  /** Since when others can watch it. */
  visibleSinceMs: z.number().nullable(),
  /** When an update set its schedule anew; null = it came with the upload. */
  scheduleSetAtMs: z.number().nullable().default(null),
  /** The schedule that made it public, once it has. */
  scheduledAtMs: z.number().nullable(),
  metadata: videoMetadataSchema,
  /** The project's videos are locked to private. */
  locked: z.boolean(),
  uploadStatus: z.enum(['uploaded', 'processed', 'failed', 'rejected']),
  failureReason: z.string().nullable(),
  rejectionReason: z.string().nullable(),
  processingStatus: z.enum(['processing', 'succeeded', 'failed', 'terminated']),
  processingFailureReason: z.string().nullable(),
  processedAtMs: z.number(),
  fate: fateSchema.nullable(),
  fileName: z.string().nullable(),
  contentType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** From the file's own header; null when it has none that we understand. */
  durationMs: z.number().nullable().default(null),
  picture: pictureSchema.nullable().default(null),
  /** Upload session whose file holds the bytes; null when they were not kept. */
  fileId: z.string().nullable(),
  thumbnail: z.object({ contentType: z.string(), version: z.number() }).nullable(),
});
export type Video = z.infer<typeof videoSchema>;

/** Whether people other than the owner can watch it. */
export function isVisible(video: Video): boolean {
  return video.metadata.privacy !== 'private' && video.uploadStatus !== 'rejected' && video.uploadStatus !== 'failed';
}
