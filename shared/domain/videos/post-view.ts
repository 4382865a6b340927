import type * as z from 'zod';
import type { Post as PostView } from '../../contract/routes/video-shapes.ts';
import { hasBegun } from '../posts/build-post.ts';
import { isLanded } from '../posts/planned-post.ts';
import type { PostSummary } from '../posts/post.ts';
import { percentOf } from './video-status.ts';

/** A post as the API answers it. Keys, leases and checkpoints stay inside. */
export function buildPostView(post: PostSummary): z.infer<typeof PostView> {
  const waits = post.state === 'waiting' || post.state === 'processing';
  return {
    id: post.postId,
    platform: post.platform,
    connection_id: post.connectionId,
    status: post.state,
    bytes_sent: post.bytesSent,
    percent: percentOf(post),
    remote_id: post.remoteId,
    url: post.url,
    error: post.error,
    scheduled_time: post.dueAt === null ? null : new Date(post.dueAt).toISOString(),
    schedule: post.schedule && { local: post.schedule.local, time_zone: post.schedule.timeZone },
    published_at: post.publishedAt === null ? null : new Date(post.publishedAt).toISOString(),
    next_attempt_at: waits ? new Date(post.notBefore).toISOString() : null,
    landed: isLanded(post),
    stopping: post.wish !== null,
    evidence: post.state === 'needs_check' ? evidenceOf(post) : null,
  };
}

/** What a person needs to know before looking at the platform. */
function evidenceOf(post: PostSummary) {
  return {
    has_begun: hasBegun(post),
    since: new Date(post.updatedAt).toISOString(),
    bytes_sent: post.bytesSent,
    size_bytes: post.sizeBytes,
    remote_id: post.remoteId,
  };
}
