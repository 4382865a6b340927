import * as z from 'zod';

/** What becomes of events that are handed to a function without waiting for it; what is left out is Lambda's default. */
export const AsyncInvoke = z.object({
  functionName: z.string(),
  /** Further tries after one that failed. */
  retries: z.number().optional(),
  maxAgeSeconds: z.number().optional(),
  /** Queue that is told of an event that is given up. */
  onFailureArn: z.string().optional(),
});
export type AsyncInvoke = Readonly<z.infer<typeof AsyncInvoke>>;
