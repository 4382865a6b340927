import * as z from 'zod';
import { PlatformName } from '../../../shared/contract/platform-names.ts';

/** What one copying process is to do, as JSON in its first argument. */
export const BenchJob = z.object({
  platform: PlatformName,
  /** Bytes. */
  size: z.number(),
  token: z.string(),
  account: z.object({ remoteId: z.string(), variant: z.string().nullable() }),
  /** The words and switches of the post; left out where those of any test post will do. */
  request: z.record(z.string(), z.unknown()).optional(),
});
export type BenchJob = z.infer<typeof BenchJob>;
