import * as z from 'zod';
import { route } from '../route.ts';
import { connectionId } from './connection-shapes.ts';

/** A video that is on a channel, whoever put it there. */
export const ChannelVideo = z.object({
  id: z.string().describe('YouTube’s id of the video'),
  title: z.string(),
  description: z.string(),
  url: z.url(),
  thumbnail_url: z.string().nullable(),
  published_at: z.iso.datetime({ offset: true }),
  duration_seconds: z.number().nullable().describe('null = not processed yet'),
  visibility: z.string(),
  is_short: z.boolean().describe('At most three minutes, and not wider than high as far as YouTube tells'),
});

/** What only YouTube has. */
export const youtubeRoutes = {
  listYoutubeVideos: route({
    id: 'listYoutubeVideos',
    method: 'GET',
    path: '/api/youtube/videos',
    area: 'connections',
    access: 'session',
    summary: 'The channel’s own uploads, private ones too, the newest first',
    description:
      '`hide_shorts` leaves Shorts out of the page, which then holds fewer videos. Where there is more, `next_page_token` leads to it.',
    query: z.strictObject({
      connection_id: connectionId.optional().describe('Without it the default account'),
      page_size: z.coerce.number().int().min(1).max(50).default(25),
      page_token: z.string().min(1).max(512).optional(),
      hide_shorts: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true'),
    }),
    status: 200,
    output: z.object({ videos: z.array(ChannelVideo), next_page_token: z.string().nullable() }),
    errors: ['not_found', 'reconnect_needed', 'too_many_requests', 'platform_error', 'not_set_up'],
  }),
};
