import * as z from 'zod';
import { privacyLevels } from '../simulated-accounts.ts';

/** What a direct post says; already checked. */
export const postInfoSchema = z.object({
  title: z.string(),
  privacy: z.enum(privacyLevels),
  allowsComments: z.boolean(),
  allowsDuet: z.boolean(),
  allowsStitch: z.boolean(),
  coverTimestampMs: z.number(),
  brandedContent: z.boolean(),
  ownBusiness: z.boolean(),
  aiGenerated: z.boolean(),
});
export type PostInfo = z.infer<typeof postInfoSchema>;

const fateSchema = z.object({
  /** `failed` at the end of processing, `stuck` for some looks, `deleted` after a time, `private` whatever was asked. */
  outcome: z.enum(['failed', 'stuck', 'deleted', 'private']),
  reason: z.string(),
  afterSeconds: z.number().nullable(),
  polls: z.number(),
});
export type TaskFate = z.infer<typeof fateSchema>;

/** One publish task: from init on, through the bytes, to the post or the draft. */
export const taskSchema = z.object({
  publishId: z.string(),
  clientKey: z.string(),
  accountId: z.string(),
  openId: z.string(),
  createdAtMs: z.number(),
  /** Null for a draft, whose words its owner writes. */
  post: postInfoSchema.nullable(),
  source: z.enum(['FILE_UPLOAD', 'PULL_FROM_URL']),
  videoSize: z.number(),
  chunkSize: z.number(),
  chunkCount: z.number(),
  storedBytes: z.number(),
  uploadId: z.string(),
  uploadToken: z.string(),
  urlExpiresAtMs: z.number(),
  /** The upload address answers 404 from now on. */
  urlLost: z.boolean(),
  state: z.enum(['transfer', 'processing', 'inbox', 'complete', 'failed', 'removed']),
  /** @see https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status */
  failReason: z.string(),
  /** When all bytes were there, when it was out, and when its id may be seen; null while that is open. */
  arrivedAtMs: z.number().nullable(),
  readyAtMs: z.number().nullable(),
  publishedAtMs: z.number().nullable(),
  moderatedAtMs: z.number().nullable(),
  /** The video's number at TikTok, a 64-bit integer. */
  postId: z.string(),
  sha256: z.string().nullable(),
  kept: z.boolean(),
  /** What the media checks will say. */
  verdict: z.string(),
  fate: fateSchema.nullable(),
});
export type TiktokTask = z.infer<typeof taskSchema>;

/** Whether its public id may be seen: only of public posts, and only after moderation. */
export function isPubliclyAvailable(task: TiktokTask, nowMs: number): boolean {
  return (
    task.state === 'complete' &&
    task.post?.privacy === 'PUBLIC_TO_EVERYONE' &&
    task.moderatedAtMs !== null &&
    task.moderatedAtMs <= nowMs
  );
}
