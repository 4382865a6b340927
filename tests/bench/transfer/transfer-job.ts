import * as z from 'zod';

/** What one copying process is to do, as JSON in its first argument. */
export const TransferJob = z.object({
  /** Length of each file, bytes. */
  size: z.number(),
  /** Files at the same time. */
  files: z.number(),
  /** Limit of bandwidth; null = none. */
  bytesPerSecond: z.number().nullable().default(null),
  /** How long a write of the checkpoint takes, milliseconds. */
  saveMs: z.number().default(0),
});
export type TransferJob = z.infer<typeof TransferJob>;
