import * as z from 'zod';
import { route } from '../route.ts';
import { connectionId } from './connection-shapes.ts';

/** What only TikTok has. */
export const tiktokRoutes = {
  getTiktokCreatorInfo: route({
    id: 'getTiktokCreatorInfo',
    method: 'GET',
    path: '/api/tiktok/creator-info',
    area: 'connections',
    access: 'session',
    summary: 'What TikTok lets an account do right now',
    description:
      'To be asked right before a form for a TikTok post is shown: it may change at any time. The names are TikTok’s own.',
    query: z.strictObject({ connection_id: connectionId.optional().describe('Without it the default account') }),
    status: 200,
    output: z.object({
      connection_id: z.string(),
      creator_username: z.string(),
      creator_nickname: z.string(),
      creator_avatar_url: z.string().nullable().describe('Ends after two hours'),
      privacy_level_options: z.array(z.string()),
      comment_disabled: z.boolean(),
      duet_disabled: z.boolean(),
      stitch_disabled: z.boolean(),
      max_video_post_duration_sec: z.number(),
    }),
    errors: ['not_found', 'reconnect_needed', 'too_many_requests', 'platform_error', 'not_set_up'],
  }),
};
