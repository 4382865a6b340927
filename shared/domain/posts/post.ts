import * as z from 'zod';
import { PlatformName } from '../../contract/platform-names.ts';
import { PostStatus } from '../../contract/post-status.ts';

/**
 * The words and switches that one destination receives, frozen when the post is queued. Only the platform's own folder
 * knows what is in it.
 */
export const PublishRequest = z.record(z.string(), z.unknown());
export type PublishRequest = z.infer<typeof PublishRequest>;

/**
 * One video at one destination. Its id is made from both, so asking twice for the same post finds the same row.
 * All times are epoch milliseconds.
 */
export const Post = z.object({
  ownerId: z.string(),
  postId: z.string(),
  videoId: z.string(),
  connectionId: z.string(),
  platform: PlatformName,
  state: PostStatus,
  request: PublishRequest,
  /** Version of the video that the request was made from: it never goes back to older words. */
  videoVersion: z.number().default(0),
  /** Where the bytes are and how many. */
  objectKey: z.string(),
  filename: z.string(),
  contentType: z.string(),
  sizeBytes: z.number(),
  /** Grows with every claim; a write that carries an older one is refused. */
  fence: z.number(),
  leaseUntil: z.number(),
  /** Not to be claimed before this time; of a planned post so long ahead of `dueAt` as its platform needs it. */
  notBefore: z.number(),
  /** When it goes live; null = as soon as possible. */
  dueAt: z.number().nullable(),
  /** The wall-clock time that the user meant, kept beside the instant that it stood for when it was set. */
  schedule: z.object({ local: z.string(), timeZone: z.string() }).nullable(),
  /**
   * What has begun is taken back before anything else. `withdraw`: its user does not want it to come out any more;
   * `unplan`: not at its time, and it shall go out with whatever is ordered next.
   */
  wish: z.enum(['withdraw', 'unplan']).nullable().default(null),
  /** Failures in a row; set back to 0 by progress. */
  failures: z.number(),
  bytesSent: z.number(),
  /** The platform's handle and whatever else a successor needs; only its Publisher reads it. */
  checkpoint: z.unknown(),
  remoteId: z.string().nullable(),
  url: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The request that gave the last order, under the name that the logs know; the store notes it. */
  correlationId: z.string().optional(),
  /** When that was; the store notes it too. */
  orderedAt: z.number().optional(),
  createdAt: z.number(),
  /** When Hopper learned that it is out; null = it is not, as far as Hopper knows. */
  publishedAt: z.number().nullable().default(null),
  updatedAt: z.number(),
});
export type Post = z.infer<typeof Post>;
export type PostState = Post['state'];

/** A post without what only whoever sends it needs: half as many bytes to read for a list of videos. */
export const PostSummary = Post.omit({
  request: true,
  objectKey: true,
  filename: true,
  contentType: true,
  correlationId: true,
  orderedAt: true,
});
export type PostSummary = z.infer<typeof PostSummary>;

/** At most one post exists for a video and a destination. Also the name of its schedule (≤ 64 characters). */
export function postIdOf(videoId: string, connectionId: string): string {
  return `${videoId}-${connectionId}`;
}
