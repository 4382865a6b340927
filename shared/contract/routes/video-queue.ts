import * as z from 'zod';
import { PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';
import { text } from '../settings/text.ts';
import { whenFields } from './posts.ts';
import { Kept, PreflightDestination, Video, VideoSettings, VideoStatus, videoParams } from './video-shapes.ts';

/** A change of one video: its words, and when it goes out. */
export const VideoChange = z.strictObject({
  ...VideoSettings.shape,
  scheduled_time: whenFields.scheduled_time.nullable().optional().describe('Empty or null takes the time away'),
  time_zone: whenFields.time_zone.optional(),
  disambiguation: whenFields.disambiguation.optional(),
});

/** The videos of a user, in their order. */
export const queueRoutes = {
  listVideos: route({
    id: 'listVideos',
    method: 'GET',
    path: '/api/videos',
    area: 'videos',
    access: 'session',
    summary: 'The queue in its order',
    description:
      'Without a limit everything that fits into one answer (5 MB). Where there is more, `x-next-cursor` and `link` lead to it.',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(100).optional(),
      cursor: z.string().max(1024).optional(),
      status: VideoStatus.optional(),
    }),
    pages: true,
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
    etag: 'version',
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
    description:
      'Reaches every post that has not begun, planned ones too. What has begun keeps the words and the time that it has and is named in `kept`; when nothing can be reached any more the answer is 409.',
    params: videoParams,
    body: VideoChange,
    etag: 'version',
    ifMatch: true,
    status: 200,
    output: Video.extend({ kept: z.array(Kept).describe('Destinations that the change has not reached') }),
    errors: [
      'not_found',
      'conflict',
      'no_destination',
      'ambiguous_time',
      'nonexistent_time',
      'would_be_refused',
      'media_removed',
    ],
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
  preflightVideo: route({
    id: 'preflightVideo',
    method: 'GET',
    path: '/api/videos/{videoId}/preflight',
    area: 'videos',
    access: 'session',
    summary: 'What would go wrong at each destination, before anything is posted',
    params: videoParams,
    status: 200,
    output: z.object({ destinations: z.array(PreflightDestination) }),
    errors: ['not_found'],
  }),
  recomputeTitle: route({
    id: 'recomputeTitle',
    method: 'POST',
    path: '/api/videos/{videoId}/recompute-title',
    area: 'videos',
    access: 'session',
    summary: 'Take the video’s own title away and roll the template again',
    params: videoParams,
    query: z.object({ platform: PlatformName.optional().describe('Only the title at this platform') }),
    status: 200,
    output: z.object({ ok: z.literal(true), title: z.string() }),
    errors: ['not_found', 'conflict'],
  }),
  reorderVideos: route({
    id: 'reorderVideos',
    method: 'POST',
    path: '/api/videos/reorder',
    area: 'videos',
    access: 'session',
    summary: 'Change the order of the queue',
    description:
      'The named videos share the places that they have now, in the given order; videos that are not named stay where they are.',
    body: z.strictObject({
      video_ids: z.array(text.max(64)).min(1, 'Name the videos in their new order.').max(10_000),
    }),
    status: 200,
    output: z.object({ ok: z.literal(true), count: z.int() }),
    errors: ['not_found', 'conflict'],
  }),
};
