import * as z from 'zod';
import { PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';
import { publicAddress } from '../settings/public-address.ts';
import { TimeZone } from '../time-zone.ts';
import { Kept, Post, Video, videoParams } from './video-shapes.ts';

const postParams = z.strictObject({ ...videoParams.shape, postId: z.string().min(1).max(64) });

const connectionIds = z
  .array(z.string().min(1).max(64))
  .min(1)
  .max(100)
  .describe('Only these accounts; without it every destination that the question is about');

/** A destination that was left out, because it would not take the video as it is. */
export const Refused = z.object({
  video_id: z.string(),
  platform: PlatformName,
  connection_id: z.string(),
  reason: z.string().describe('What is wrong and what to do, for a person'),
});

/** When, in a user's words. Also part of the change of a video. */
export const whenFields = {
  scheduled_time: z
    .string()
    .max(40)
    .describe(
      'An instant with `Z` or an offset, or a local time `YYYY-MM-DDTHH:MM[:SS]` in `time_zone`; at most 12 months ahead',
    ),
  time_zone: TimeZone.describe('Zone of a local time; without it the `time_zone` of the settings'),
  disambiguation: z
    .enum(['earlier', 'later'])
    .describe('Which instant is meant of a local time that comes twice or does not exist, because clocks are set'),
};

const When = z.strictObject({
  scheduled_time: whenFields.scheduled_time,
  time_zone: whenFields.time_zone.optional(),
  disambiguation: whenFields.disambiguation.optional(),
  connection_ids: connectionIds.optional(),
});

const PostingPlan = z.strictObject({
  video_ids: z
    .array(z.string().length(26))
    .min(1)
    .max(1000)
    .optional()
    .describe('Only these, also what has a time, and at destinations that were connected after they went out'),
  mode: z
    .enum(['immediate', 'spaced', 'specific_time'])
    .optional()
    .describe('Without it as the settings say: `upload_immediately`, else `schedule_mode`'),
  interval_value: z.int().min(1).max(525_600).optional(),
  interval_unit: z.enum(['minutes', 'hours', 'days']).optional(),
  first_immediately: z.boolean().optional().describe('spaced: the first video goes now instead of after one interval'),
  start_time: whenFields.scheduled_time.optional().describe('specific_time: when all of them go'),
  time_zone: whenFields.time_zone.optional(),
  disambiguation: whenFields.disambiguation.optional(),
});

const keptTimes = 'Destinations that keep their time, because the start came first';

const videoErrors = ['not_found', 'conflict'] as const;
const timeErrors = ['ambiguous_time', 'nonexistent_time', 'would_be_refused', 'no_destination'] as const;

/** Posting videos: now or at a time, again, or not. */
export const postRoutes = {
  postVideos: route({
    id: 'postVideos',
    method: 'POST',
    path: '/api/upload',
    area: 'videos',
    access: 'session',
    summary: 'Post every waiting video to every destination that is connected and switched on',
    description:
      'Only what has not gone out is tried; pressing twice posts once. What was cancelled stays so unless its video is named; what has a time keeps it unless its video is named. Posting goes on in the background. A body is optional: without it the settings decide. ' +
      'In days a plan keeps its time of day across daylight saving; on a day that does not have it, it is later by what clocks are set forward.',
    body: PostingPlan.optional(),
    status: 202,
    output: z.object({
      queued: z.int().describe('Videos that this call has sent on their way now'),
      scheduled: z.int().describe('Videos that this call has given a time, the first of a plan that goes now included'),
      message: z.string(),
      refused: z.array(Refused).describe('Destinations that would not take a video as it is: nothing was queued there'),
      kept: z.array(Refused).describe('Posts of named videos that keep their time, because the start came first'),
    }),
    errors: ['no_destination', 'nothing_to_post', 'conflict', 'ambiguous_time', 'nonexistent_time'],
  }),
  cancelScheduled: route({
    id: 'cancelScheduled',
    method: 'POST',
    path: '/api/videos/cancel-scheduled',
    area: 'videos',
    access: 'session',
    summary: 'Take all planned times away: every scheduled video is pending again',
    description:
      'What has begun ahead of its time is taken back from the platform, unseen: it is `stopping`, then `cancelled`. Where the start came first, up to 10 seconds before the time, it goes on.',
    status: 200,
    output: z.object({
      ok: z.literal(true),
      cancelled: z.int().describe('Videos that lost a time, those that are being taken back included'),
    }),
  }),
  putSchedule: route({
    id: 'putSchedule',
    method: 'PUT',
    path: '/api/videos/{videoId}/schedule',
    area: 'videos',
    access: 'session',
    summary: 'Give a video a time, at all destinations or at some',
    description:
      'Where the video is planned already it gets another time; where it is on its way or out nothing changes. A video that is planned nowhere is planned wherever it is not out. ' +
      'A post that has begun ahead of its time can be moved until 10 seconds before it, where the platform can take it back; destinations where the start came first are named in `kept`, and when it came first everywhere the answer is 409.',
    params: videoParams,
    body: When,
    status: 200,
    output: Video.extend({ refused: z.array(Refused), kept: z.array(Kept).describe(keptTimes) }),
    errors: [...videoErrors, ...timeErrors, 'media_removed'],
  }),
  deleteSchedule: route({
    id: 'deleteSchedule',
    method: 'DELETE',
    path: '/api/videos/{videoId}/schedule',
    area: 'videos',
    access: 'session',
    summary: 'Take a video’s time away, at all destinations or at some',
    description:
      'What has not begun is pending again. What has begun ahead of its time is taken back from the platform, unseen: it is `stopping`, then `cancelled`.',
    params: videoParams,
    body: z.strictObject({ connection_ids: connectionIds.optional() }).optional(),
    status: 200,
    output: Video.extend({ kept: z.array(Kept).describe(keptTimes) }),
    errors: videoErrors,
  }),
  retryVideo: route({
    id: 'retryVideo',
    method: 'POST',
    path: '/api/videos/{videoId}/retry',
    area: 'videos',
    access: 'session',
    summary: 'Try again where the video failed or was cancelled, and nowhere else',
    params: videoParams,
    status: 202,
    output: Video.extend({ queued: z.int().describe('Posts that this call has queued'), refused: z.array(Refused) }),
    errors: [...videoErrors, 'nothing_to_post', 'would_be_refused', 'media_removed'],
  }),
  retryPost: route({
    id: 'retryPost',
    method: 'POST',
    path: '/api/videos/{videoId}/posts/{postId}/retry',
    area: 'videos',
    access: 'session',
    summary: 'Try one failed or cancelled post again',
    params: postParams,
    status: 202,
    output: Post,
    errors: [...videoErrors, 'would_be_refused', 'media_removed'],
  }),
  cancelPost: route({
    id: 'cancelPost',
    method: 'POST',
    path: '/api/videos/{videoId}/posts/{postId}/cancel',
    area: 'videos',
    access: 'session',
    summary: 'Do not post this video at this destination',
    description:
      '`cancelled`: it had not begun, and nothing of it is or will be there. `stopping`: it had begun, unseen, and is being taken back: the post says `stopping` until it is `cancelled`, or published when that came too late. ' +
      '`stopped`: it had begun at a platform that cannot take anything back, so it may be there: the post needs a check, see `decide`. ' +
      'Answers 409 when it is too late: it is out, or the platform has all of it.',
    params: postParams,
    status: 200,
    output: z.object({ outcome: z.enum(['cancelled', 'stopping', 'stopped']), post: Post }),
    errors: videoErrors,
  }),
  decidePost: route({
    id: 'decidePost',
    method: 'POST',
    path: '/api/videos/{videoId}/posts/{postId}/decide',
    area: 'videos',
    access: 'session',
    summary: 'Say what became of a post whose outcome nobody knows',
    description:
      'Look at the platform first. `published`: it is there. `post_again`: it is not there and shall be posted from the beginning. `cancel`: it is not there and shall not be. A post that was stopped while it was being sent may still arrive: until half a minute later the answer is 409.',
    params: postParams,
    body: z.strictObject({
      decision: z.enum(['published', 'post_again', 'cancel']),
      url: publicAddress.max(2000).optional().describe('Where it is to be seen, for `published`'),
    }),
    status: 200,
    output: Post,
    errors: [...videoErrors, 'would_be_refused'],
  }),
};
