import * as z from 'zod';

/** What Instagram said about a connected account. */
export const InstagramCapabilities = z.object({
  username: z.string(),
  /** Null where the login does not tell. */
  accountType: z.string().nullable(),
  /** The Facebook Page that it is linked to; null with Instagram Login. */
  page: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Posts of the last 24 hours and how many there may be; null when Instagram did not say. */
  quota: z.object({ used: z.number(), total: z.number() }).nullable(),
});
export type InstagramCapabilities = z.infer<typeof InstagramCapabilities>;
