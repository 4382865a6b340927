import type { PlatformStatus } from '../../contract/routes/video-shapes.ts';
import { isLanded } from '../posts/planned-post.ts';
import type { PostState, PostSummary } from '../posts/post.ts';

/** How the state of a post is told in one word; what waits for its next try is still on its way. */
const statusOfState: Readonly<Record<PostState, PlatformStatus>> = {
  pending: 'pending',
  scheduled: 'scheduled',
  queued: 'uploading',
  uploading: 'uploading',
  waiting: 'uploading',
  reconnect: 'uploading',
  processing: 'processing',
  needs_check: 'needs_check',
  published: 'published',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** With several accounts at a platform the one that needs the most attention speaks for all. */
const precedence: readonly PlatformStatus[] = [
  'uploading',
  'processing',
  'needs_check',
  'failed',
  'scheduled',
  'pending',
  'cancelled',
  'published',
];

/**
 * A video at one platform.
 * @param posts of the video at this platform
 * @param isEnabled whether an account there is switched on
 */
export function platformStatusOf(posts: readonly PostSummary[], isEnabled: boolean): PlatformStatus {
  const statuses = new Set(posts.map((post) => (isLanded(post) ? 'scheduled' : statusOfState[post.state])));
  return precedence.find((status) => statuses.has(status)) ?? (isEnabled ? 'pending' : 'not_enabled');
}
