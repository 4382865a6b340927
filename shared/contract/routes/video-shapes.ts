import * as z from 'zod';
import { forEachPlatform, PlatformName } from '../platform-names.ts';
import { PostStatus } from '../post-status.ts';
import { platformSettings } from '../settings/platforms.ts';
import { text } from '../settings/text.ts';

/** Path parameters of every route of one video. */
export const videoParams = z.strictObject({ videoId: z.string().length(26) });

/** YouTube takes files up to 256 GiB; no other platform takes more. */
export const maxVideoBytes = 256 * 1024 ** 3;

export const VideoStatus = z.enum([
  'receiving',
  'pending',
  'scheduled',
  'uploading',
  'uploaded',
  'partial',
  'failed',
  'cancelled',
  'needs_check',
]);

/** A video at one platform, over all of its accounts there. */
export const PlatformStatus = z.enum([
  'not_enabled',
  'pending',
  'scheduled',
  'uploading',
  'processing',
  'published',
  'failed',
  'cancelled',
  'needs_check',
]);
export type PlatformStatus = z.infer<typeof PlatformStatus>;

/** What is to be expected of a platform; unknown = the file has not been looked at yet. */
export const PreflightVerdict = z.enum(['ok', 'warning', 'refused', 'unknown']);
export type PreflightVerdict = z.infer<typeof PreflightVerdict>;

/** What is to be expected of one account. */
export const PreflightDestination = z.object({
  connection_id: z.string(),
  platform: PlatformName,
  account: z.string(),
  verdict: PreflightVerdict,
  findings: z.array(
    z.object({
      level: z.enum(['refused', 'warning', 'info']).describe('refused = the platform would not take the video'),
      code: z.string().describe('Stable, snake_case'),
      message: z.string().describe('What is wrong, what the limit is, what to do'),
    }),
  ),
});

export const Post = z.object({
  id: z.string(),
  platform: PlatformName,
  connection_id: z.string(),
  status: PostStatus,
  bytes_sent: z.int(),
  percent: z.int().min(0).max(100),
  remote_id: z.string().nullable(),
  url: z.string().nullable(),
  error: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Cause and what to do, for failed, waiting, reconnect and needs_check'),
  scheduled_time: z.iso.datetime().nullable(),
  schedule: z
    .object({ local: z.string(), time_zone: z.string() })
    .nullable()
    .describe('The time as clocks show it there: what was meant when it was set'),
  published_at: z.iso.datetime().nullable().describe('When Hopper learned that it is out'),
  next_attempt_at: z.iso.datetime().nullable(),
  landed: z.boolean().describe('All of it is at the platform, unseen, and goes live at its `scheduled_time`'),
  stopping: z.boolean().describe('Its user does not want it to come out: it is being taken back from the platform'),
  evidence: z
    .object({
      has_begun: z.boolean().describe('Whether something of it may exist at the platform'),
      since: z.iso.datetime(),
      bytes_sent: z.int(),
      size_bytes: z.int(),
      remote_id: z.string().nullable(),
    })
    .nullable()
    .describe('For needs_check: what is known of a post whose outcome nobody knows. Decide it with …/decide'),
});

/** A destination that a change has not reached. */
export const Kept = z.object({
  platform: PlatformName,
  connection_id: z.string(),
  reason: z.string().describe('Why it stays as it is, for a person'),
});

/** What a user may say about one video for all platforms; null clears a field back to the default. */
export const VideoSettings = z.strictObject({
  title: text.trim().min(1).max(100, 'At most 100 characters.').nullable().optional(),
  description: text.max(5000).nullable().optional(),
  tags: text.max(500).nullable().optional().describe('Comma-separated'),
  visibility: z.enum(['public', 'private', 'unlisted']).nullable().optional(),
  made_for_kids: z.boolean().nullable().optional(),
  youtube: platformSettings.youtube.overrides.nullable().optional(),
  tiktok: platformSettings.tiktok.overrides.nullable().optional(),
  instagram: platformSettings.instagram.overrides.nullable().optional(),
});
export type VideoSettings = z.infer<typeof VideoSettings>;

export const Media = z.object({
  duration_seconds: z.number(),
  width: z.int(),
  height: z.int(),
  frame_rate: z.number().nullable(),
  video_codec: z.string(),
  audio_codec: z.string().nullable(),
  moov_at_start: z.boolean(),
});

export const Video = z.object({
  id: z.string(),
  filename: z.string(),
  status: VideoStatus,
  generated_title: z.string(),
  custom_settings: VideoSettings,
  error: z.string().nullable(),
  scheduled_time: z.iso.datetime().nullable(),
  upload_progress: z.int().min(0).max(100).describe('Percent of the posting, averaged over the destinations'),
  youtube_title: z.string(),
  tiktok_title: z.string(),
  instagram_caption: z.string(),
  title_too_long: z.boolean().describe('YouTube gets only the beginning of the title'),
  title_original_length: z.int(),
  file_size_bytes: z.int(),
  content_type: z.string(),
  sha256: z.string().nullable().describe('As declared when the video was added'),
  media: Media.nullable().describe('From the file itself, a moment after it has arrived'),
  unreadable: z.boolean().describe('The file was looked into and had nothing to tell: it may be cut off'),
  media_state: z
    .enum(['stored', 'removed'])
    .describe('removed = it went out everywhere and its file is gone: it cannot be posted again, only added again'),
  platform_statuses: z.object(forEachPlatform(() => PlatformStatus)),
  upload_properties: z
    .object(forEachPlatform(() => z.record(z.string(), z.unknown()).nullable()))
    .describe('What each destination that is enabled and connected will receive'),
  preflight: z.partialRecord(PlatformName, PreflightVerdict).describe('For each platform that is enabled'),
  posts: z.array(Post),
  assets: z
    .record(z.string(), z.object({ content_type: z.string(), size_bytes: z.int() }))
    .describe('Files beside the video, by kind'),
  version: z.int().describe('Grows with every change by a user; the ETag'),
  created_at: z.iso.datetime(),
});
export type Video = z.infer<typeof Video>;
