import * as z from 'zod';
import { route } from '../route.ts';
import { Video, VideoSettings, VideoStatus, videoParams } from './video-shapes.ts';

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
};
