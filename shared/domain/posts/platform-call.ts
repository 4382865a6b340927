import * as z from 'zod';

/** One call to a platform as a user may see it: without query, headers and bodies, where the secrets are. */
export const PlatformCall = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  method: z.string(),
  /** Host and path. */
  address: z.string(),
  /** Null when no answer came. */
  status: z.number().nullable(),
  /** The platform's own name for this call, to quote when asking its support. */
  requestId: z.string().nullable(),
  milliseconds: z.number(),
});
export type PlatformCall = z.infer<typeof PlatformCall>;
