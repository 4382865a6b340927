import * as z from 'zod';
import { SealedTokens } from '../connections/connection.ts';

/**
 * A Google account whose Drive a user has opened to Hopper. The same account of the same user is always the same row;
 * a broader grant replaces a narrower one, never the other way round. Times in epoch ms.
 */
export const DriveAccount = z.object({
  ownerId: z.string(),
  connectionId: z.string(),
  /** Google's permissionId of the account. */
  remoteId: z.string(),
  variant: z.null().default(null),
  email: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  state: z.enum(['connected', 'reconnect']),
  tokens: SealedTokens,
  accessExpiresAt: z.number(),
  renewAt: z.number().nullable().default(null),
  scopes: z.array(z.string()),
  tokenVersion: z.number(),
  refreshLeaseUntil: z.number(),
  /** No session of it lives longer; after it only unfinished transfers keep the grant. */
  neededUntil: z.number(),
  connectedAt: z.number(),
});
export type DriveAccount = z.infer<typeof DriveAccount>;
