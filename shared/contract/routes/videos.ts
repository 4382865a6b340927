import * as z from 'zod';
import { PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';

const videoParams = z.strictObject({ videoId: z.string().length(26) });

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

export const PostStatus = z.enum([
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
  'reconnect',
  'needs_check',
  'published',
  'failed',
  'cancelled',
]);

export const Post = z.object({
  id: z.string(),
  platform: PlatformName,
  status: PostStatus,
  bytes_sent: z.int(),
  percent: z.int().min(0).max(100),
  remote_id: z.string().nullable(),
  url: z.string().nullable(),
  error: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Cause and what to do, for failed, waiting, reconnect and needs_check'),
  next_attempt_at: z.iso.datetime().nullable(),
});

/** JavaScript takes half a character for text; no database and no platform does. */
const text = z.string().refine((value) => value.isWellFormed(), 'Has half a character in it.');

/** What a user may set for one video; null clears a field back to the default. */
export const VideoSettings = z.strictObject({
  title: text.trim().min(1).max(100, 'At most 100 characters.').nullable().optional(),
  description: text.max(5000).nullable().optional(),
  tags: text.max(500).nullable().optional().describe('Comma-separated'),
  visibility: z.enum(['public', 'private', 'unlisted']).nullable().optional(),
  made_for_kids: z.boolean().nullable().optional(),
});

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
  title_too_long: z.boolean(),
  title_original_length: z.int(),
  file_size_bytes: z.int(),
  content_type: z.string(),
  sha256: z.string().nullable().describe('As declared when the video was added'),
  media: Media.nullable().describe('From the file itself, a moment after it has arrived'),
  platform_statuses: z.record(z.string(), z.string()),
  posts: z.array(Post),
  created_at: z.iso.datetime(),
});
export type Video = z.infer<typeof Video>;

const UploadPart = z.object({
  part_number: z.int(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).describe('Send exactly these; the size is part of the signature'),
});

const partNumber = z.int().min(1).max(10_000);

export const videoRoutes = {
  addVideo: route({
    id: 'addVideo',
    method: 'POST',
    path: '/api/videos',
    area: 'videos',
    access: 'session',
    summary: 'Add a video and receive where to PUT its bytes',
    description:
      'PUT every part to its presigned URL with exactly the given headers, keep the ETags, then call complete. URLs live for 15 minutes; ask for new ones with POST …/parts.',
    body: z.strictObject({
      filename: text
        .min(1)
        .max(255)
        .regex(/\.(mp4|mov)$/i, 'Only .mp4 and .mov files.'),
      size_bytes: z.int().min(1, 'The file is empty.').max(maxVideoBytes, 'At most 256 GiB.'),
      content_type: z.enum(['video/mp4', 'video/quicktime']),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits.')
        .optional(),
    }),
    status: 201,
    output: Video.extend({
      upload: z.object({ part_size_bytes: z.int(), part_count: z.int(), parts: z.array(UploadPart) }),
    }),
    errors: ['duplicate_video'],
  }),
  signParts: route({
    id: 'signParts',
    method: 'POST',
    path: '/api/videos/{videoId}/parts',
    area: 'videos',
    access: 'session',
    summary: 'Presigned URLs for some parts',
    params: videoParams,
    body: z.strictObject({ part_numbers: z.array(partNumber).min(1).max(100) }),
    status: 200,
    output: z.object({ parts: z.array(UploadPart) }),
    errors: ['not_found', 'upload_finished'],
  }),
  listParts: route({
    id: 'listParts',
    method: 'GET',
    path: '/api/videos/{videoId}/parts',
    area: 'videos',
    access: 'session',
    summary: 'Parts that have arrived, to resume an upload',
    params: videoParams,
    status: 200,
    output: z.object({
      parts: z.array(z.object({ part_number: z.int(), etag: z.string(), size_bytes: z.int() })),
    }),
    errors: ['not_found', 'upload_finished'],
  }),
  completeUpload: route({
    id: 'completeUpload',
    method: 'POST',
    path: '/api/videos/{videoId}/complete',
    area: 'videos',
    access: 'session',
    summary: 'Join the parts; the file is checked and the video is ready to post',
    description: 'Safe to repeat: a second call answers the finished video.',
    params: videoParams,
    body: z.strictObject({
      parts: z
        .array(z.strictObject({ part_number: partNumber, etag: z.string().min(1).max(128) }))
        .min(1)
        .max(10_000),
    }),
    status: 200,
    output: Video,
    errors: ['not_found', 'parts_mismatch', 'size_mismatch', 'not_a_video'],
  }),
  listVideos: route({
    id: 'listVideos',
    method: 'GET',
    path: '/api/videos',
    area: 'videos',
    access: 'session',
    summary: 'The queue',
    status: 200,
    output: z.array(Video),
  }),
  getVideo: route({
    id: 'getVideo',
    method: 'GET',
    path: '/api/videos/{videoId}',
    area: 'videos',
    access: 'session',
    summary: 'One video with its posts',
    params: videoParams,
    status: 200,
    output: Video,
    errors: ['not_found'],
  }),
  updateVideo: route({
    id: 'updateVideo',
    method: 'PATCH',
    path: '/api/videos/{videoId}',
    area: 'videos',
    access: 'session',
    summary: 'Change what this video says at its destinations',
    params: videoParams,
    body: VideoSettings,
    status: 200,
    output: Video,
    errors: ['not_found', 'conflict'],
  }),
  deleteVideo: route({
    id: 'deleteVideo',
    method: 'DELETE',
    path: '/api/videos/{videoId}',
    area: 'videos',
    access: 'session',
    summary: 'Delete the video with its file, or abort its upload',
    params: videoParams,
    status: 200,
    output: z.object({ ok: z.literal(true) }),
    errors: ['not_found', 'conflict'],
  }),
  postVideos: route({
    id: 'postVideos',
    method: 'POST',
    path: '/api/upload',
    area: 'videos',
    access: 'session',
    summary: 'Post every waiting video to every destination that is connected and switched on',
    description: 'Only what has not gone out is tried; pressing twice posts once.',
    status: 202,
    output: z.object({ queued: z.int(), message: z.string() }),
    errors: ['no_destination', 'nothing_to_post'],
  }),
};
