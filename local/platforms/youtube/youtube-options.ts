import * as z from 'zod';

const gibibyte = 1024 ** 3;

/** What can be set about simulated YouTube. Limits without a published number are marked as ours. */
export const youtubeOptionsSchema = z.strictObject({
  /** Life of an upload session, seconds; the sibling Drive protocol documents one week. */
  sessionSeconds: z
    .number()
    .positive()
    .default(7 * 24 * 3600),
  /** Time from the last byte to `processed`, seconds of the virtual clock, plus a share that grows with the size. */
  processingSeconds: z.number().min(0).default(2),
  processingSecondsPerGibibyte: z.number().min(0).default(5),
  /** Files above this are deleted once complete; size and SHA-256 stay in the ledger. */
  maxKeptBytes: z
    .number()
    .min(0)
    .default(2 * gibibyte),
  /** `videos.insert` calls per project and Pacific day. */
  dailyInserts: z.int().min(0).default(100),
  /** `search.list` calls per project and Pacific day. */
  dailySearches: z.int().min(0).default(100),
  /** Units for everything else per project and Pacific day. */
  dailyUnits: z.int().min(0).default(10_000),
  /** Videos per channel in 24 hours (the real number is not published; this one is ours). */
  channelDailyUploads: z.int().min(0).default(100),
  /** Thumbnails per channel in 24 hours (ours). */
  channelDailyThumbnails: z.int().min(0).default(100),
  /** Projects that have not passed the compliance audit: every video they upload is locked to private. */
  lockedPrivateProjects: z.array(z.string()).default([]),
  /** What `channels.list?mine=true` answers for an account without a channel. */
  withoutChannel: z.enum(['absent', 'empty', 'signup-required']).default('absent'),
  /** How long a new upload is missing from the uploads playlist, seconds. */
  playlistDelaySeconds: z.number().min(0).default(0),
  /** Whether a session URL also wants the Authorization header. */
  sessionNeedsToken: z.boolean().default(true),
});
export type YoutubeOptions = z.output<typeof youtubeOptionsSchema>;
