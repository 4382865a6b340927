import * as z from 'zod';
import { PlatformName } from '../../contract/platform-names.ts';

/** How long a person may take at the consent page. */
export const oauthStateMilliseconds = 10 * 60_000;

/** A consent that is under way: who started it, in which browser session. Times in epoch ms. */
export const OAuthState = z.object({
  platform: PlatformName,
  /** Login variant; null where the platform has only one. */
  variant: z.string().nullable().default(null),
  userId: z.string(),
  /** The session that started it: the answer is taken from this browser only. */
  sessionId: z.string(),
  validUntil: z.number(),
});
export type OAuthState = z.infer<typeof OAuthState>;
