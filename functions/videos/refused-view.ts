import type * as z from 'zod';
import type { Refused } from '../../shared/contract/routes/posts.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { RefusedPost } from '../../shared/domain/posts/plan-posts.ts';

/** A destination that was left out, as the API answers it. */
export function buildRefusedView({ videoId, platform, connectionId, reason }: RefusedPost): z.infer<typeof Refused> {
  return { video_id: videoId, platform, connection_id: connectionId, reason };
}

/** Nothing but refusals is no success. */
export function refuseAll(refused: readonly RefusedPost[]): HopperError {
  const details = refused.map(({ platform, reason }) => ({ path: platform, message: reason }));
  return new HopperError('would_be_refused', refused.map(({ reason }) => reason).join(' '), { details });
}
