import * as z from 'zod';

/** What one copying process is to do, as JSON in its first argument. */
export const TransferJob = z.object({
  /** Length of each file, bytes. */
  size: z.number(),
  /** How many; four of them go at the same time. */
  files: z.number(),
  /** Documents, which are exported. */
  documents: z.boolean().default(false),
  /** Limit of bandwidth; null = none. */
  bytesPerSecond: z.number().nullable().default(null),
  /** Endpoint of a DynamoDB. */
  dynamo: z.string(),
});
export type TransferJob = z.infer<typeof TransferJob>;
