import type * as z from 'zod';
import type { VideoStatus } from '../../contract/routes/video-shapes.ts';
import { isLanded } from '../posts/planned-post.ts';
import type { PostState, PostSummary } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';

const activeStates: ReadonlySet<PostState> = new Set(['queued', 'uploading', 'processing', 'waiting', 'reconnect']);

/** Whether a worker may be busy with the post, now or soon. */
export function isActive(post: PostSummary): boolean {
  return activeStates.has(post.state);
}

/** A video's status follows from its file and its posts; it is never stored. */
export function statusOf(video: VideoRecord, posts: readonly PostSummary[]): z.infer<typeof VideoStatus> {
  if (video.state === 'receiving') return 'receiving';
  const landed = posts.filter(isLanded);
  const moving = posts.filter((post) => !landed.includes(post));
  const states = new Set(moving.map((post) => post.state));
  if (moving.some(isActive)) return 'uploading';
  if (states.has('needs_check')) return 'needs_check';
  if (states.has('scheduled') || landed.length > 0) return 'scheduled';
  if (states.has('published')) return states.has('failed') || states.has('pending') ? 'partial' : 'uploaded';
  if (states.has('failed')) return 'failed';
  if (states.has('pending')) return 'pending';
  return states.has('cancelled') ? 'cancelled' : 'pending';
}

/** Percent of the bytes that the destinations have received, over all posts; finished posts count as whole. */
export function progressOf(posts: readonly PostSummary[]): number {
  if (posts.length === 0) return 0;
  const parts = posts.map(percentOf);
  return Math.floor(parts.reduce((sum, part) => sum + part, 0) / posts.length);
}

/** Percent of the bytes that one destination has received; 100 only when it is published. */
export function percentOf(post: PostSummary): number {
  if (post.state === 'published') return 100;
  return post.sizeBytes === 0 ? 0 : Math.min(99, Math.floor((post.bytesSent / post.sizeBytes) * 100));
}
