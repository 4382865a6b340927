import * as z from 'zod';

const mebibyte = 1024 ** 2;

/** What can be set about simulated Instagram. Limits without a published number are marked as ours. */
export const instagramOptionsSchema = z.strictObject({
  /** Time from the last byte to `FINISHED`, seconds of the virtual clock. */
  processingSeconds: z.number().min(0).default(2),
  /** Life of a container, seconds. */
  containerSeconds: z
    .number()
    .positive()
    .default(24 * 3600),
  /** Published posts per account in 24 hours: the publishing guide says 100, the reference 50. */
  dailyPosts: z.int().min(0).default(100),
  /** Containers per account in 24 hours. */
  dailyContainers: z.int().min(0).default(400),
  /** Calls per app in an hour (200 × users; the number of users is ours). */
  hourlyCalls: z.int().min(1).default(20_000),
  /** Largest reel and story video, bytes. */
  maxReelBytes: z
    .number()
    .positive()
    .default(300 * mebibyte),
  maxStoryBytes: z
    .number()
    .positive()
    .default(100 * mebibyte),
  /** Files above this are deleted once published; size and SHA-256 stay in the ledger. */
  maxKeptBytes: z
    .number()
    .min(0)
    .default(300 * mebibyte),
  /** Whether the bytes must be a video that Instagram takes (container, duration, moov first). */
  checksFiles: z.boolean().default(true),
  /** How long fetching a public address may take, seconds of real time (ours). */
  fetchSeconds: z.number().positive().default(120),
  /** Fetch a public address in ranges of this many bytes, as fetchers of large files do; null = with one request. */
  fetchRangeBytes: z.int().min(1).nullable().default(null),
  /** How long a published media is missing from lists, seconds. */
  listDelaySeconds: z.number().min(0).default(0),
  /** How long a published media has no permalink yet, seconds. */
  permalinkDelaySeconds: z.number().min(0).default(0),
  /** How long a container goes on saying FINISHED after it was published, seconds. */
  staleStatusSeconds: z.number().min(0).default(0),
  /** What publishing a container a second time is answered (not documented). */
  secondPublish: z.string().default('24/2207008'),
});
export type InstagramOptions = z.output<typeof instagramOptionsSchema>;
