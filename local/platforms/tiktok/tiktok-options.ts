import * as z from 'zod';
import { defaultTiktokAccounts, tiktokAccountSchema } from './simulated-accounts.ts';
import { tiktokAppSchema } from './tiktok-apps.ts';

const daySeconds = 24 * 3600;
const gibibyte = 1024 ** 3;

/** What can be set about simulated TikTok. Numbers that TikTok does not publish are marked as ours. */
export const tiktokOptionsSchema = z.strictObject({
  /** Further apps. */
  apps: z.array(tiktokAppSchema).default([]),
  accounts: z.array(tiktokAccountSchema).min(1).prefault(defaultTiktokAccounts),
  /** `rotating`: 2 hours, 180 days and a new refresh token every time; `classic`: 24 hours, 365 days, the same one. */
  tokens: z.enum(['rotating', 'classic']).default('rotating'),
  /** What a refresh token that was used before does: nothing, or it ends the whole grant (TikTok does not say). */
  usedRefreshToken: z.enum(['refused', 'ends-grant']).default('refused'),
  /** How long a task can be asked about, seconds; null = for ever (not documented). */
  publishIdSeconds: z.number().positive().nullable().default(null),
  /** Calls per account and minute. */
  creatorInfoPerMinute: z.int().min(0).default(20),
  initsPerMinute: z.int().min(0).default(6),
  statusPerMinute: z.int().min(0).default(30),
  readsPerMinute: z.int().min(0).default(600),
  /** Direct posts of an account in 24 hours, over all apps. */
  dailyPosts: z.int().min(0).default(15),
  /** Drafts of an account that wait for it, in 24 hours. */
  pendingDrafts: z.int().min(0).default(5),
  /** Users of an app that was not audited, in 24 hours. */
  activeUsers: z.int().min(0).default(5),
  uploadUrlSeconds: z.number().positive().default(3600),
  /** Time from the last byte to the post, seconds of the virtual clock, plus a share that grows with the size. */
  processingSeconds: z.number().min(0).default(2),
  processingSecondsPerGibibyte: z.number().min(0).default(30),
  /** Until a public post has its public id (about a minute at TikTok; ours is quicker). */
  moderationSeconds: z.number().min(0).default(3),
  /** Observed since August 2026: a single chunk must be as large as the file. */
  singleChunkMustBeWhole: z.boolean().default(true),
  /** Not documented: what a range is answered that is stored already. */
  repeatedChunk: z.literal([206, 416]).default(416),
  /** Not documented: whether a chunk that breaks off is kept as far as it came. */
  keepsPartialChunks: z.boolean().default(false),
  /** Also refuse files in which no header can be found. Without it only what the header says is judged. */
  strictMedia: z.boolean().default(false),
  /** Files above this are deleted once complete; size and SHA-256 stay in the ledger. */
  maxKeptBytes: z
    .number()
    .min(0)
    .default(2 * gibibyte),
});
export type TiktokOptions = z.output<typeof tiktokOptionsSchema>;

/** Lifetimes of tokens in seconds. @see https://developers.tiktok.com/docs/en/oauth-user-access-token-management */
export const tokenLives = {
  rotating: { access: 7_200, refresh: 180 * daySeconds },
  classic: { access: daySeconds, refresh: 365 * daySeconds },
} as const;
