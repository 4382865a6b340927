import * as z from 'zod';
import { route } from '../route.ts';
import { TimelineKind } from '../timeline-kind.ts';

const PlatformCall = z.object({
  at: z.iso.datetime(),
  method: z.string(),
  address: z.string().describe('Host and path that were asked; never a query, which may hold secrets'),
  status: z.int().nullable().describe('HTTP status of the answer; null = no answer came'),
  request_id: z.string().nullable().describe('The platform’s own name for the call, to quote when asking its support'),
  milliseconds: z.int(),
});

/** One step in the life of a post. */
export const TimelineEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: TimelineKind,
  message: z.string().describe('For a person'),
  bytes: z
    .object({ from: z.int(), to: z.int(), total: z.int() })
    .nullable()
    .describe('What arrived at the platform since the last step of this kind; `to` is not included'),
  until: z.iso.datetime().nullable().describe('When it goes on'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  remote_id: z.string().nullable().describe('Id of the video at the platform'),
  calls: z.array(PlatformCall).describe('What the platform was asked for this step, and how it answered; at most 20'),
});

/** What became of a post, step by step. */
export const timelineRoutes = {
  getTimeline: route({
    id: 'getTimeline',
    method: 'GET',
    path: '/api/videos/{videoId}/posts/{postId}/timeline',
    area: 'videos',
    access: 'session',
    summary: 'Every step of a post: what the platform was asked, what it answered',
    description:
      'The oldest step first, kept for 90 days. Where there is more, `x-next-cursor` and `link` lead to it. A step may be missing: the timeline never holds a post up.',
    params: z.strictObject({ videoId: z.string().length(26), postId: z.string().min(1).max(64) }),
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(100),
      cursor: z
        .string()
        .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'Not a cursor of this list.')
        .optional(),
    }),
    pages: true,
    status: 200,
    output: z.object({ events: z.array(TimelineEvent) }),
    errors: ['not_found'],
  }),
};
