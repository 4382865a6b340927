import * as z from 'zod';
import { route } from '../route.ts';
import { timelineRoutes } from './timeline.ts';
import { queueRoutes } from './video-queue.ts';
import { uploadRoutes } from './video-uploads.ts';

/** Every route of the videos area. */
export const videoRoutes = {
  ...uploadRoutes,
  ...queueRoutes,
  ...timelineRoutes,
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
