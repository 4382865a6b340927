import * as z from 'zod';
import { SealedTokens } from './sealed-tokens.ts';

/** What a user has granted Hopper at a platform, whatever it is used for. Times in epoch ms. */
export const Grant = z.object({
  ownerId: z.string(),
  connectionId: z.string(),
  /** The platform's id of the account. */
  remoteId: z.string(),
  /** Which of the platform's login variants it was connected by; null where there is only one. */
  variant: z.string().nullable().default(null),
  state: z.enum(['connected', 'reconnect']),
  tokens: SealedTokens,
  accessExpiresAt: z.number(),
  /** When the grant is renewed even if nobody uses it; null = it does not end by itself. */
  renewAt: z.number().nullable().default(null),
  scopes: z.array(z.string()),
  /** Grows with every stored set of tokens. */
  tokenVersion: z.number(),
  /** Whoever holds this lease refreshes; the others wait and read again. */
  refreshLeaseUntil: z.number(),
});
export type Grant = z.infer<typeof Grant>;
