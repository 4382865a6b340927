import * as z from 'zod';
import { Grant } from '../connections/grant.ts';

/**
 * A Google account whose Drive a user has opened to Hopper; its remoteId is Google's permissionId. The same account of the same user is always the same row;
 * a broader grant replaces a narrower one, never the other way round. Times in epoch ms.
 */
export const DriveAccount = Grant.extend({
  email: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  /** No session of it lives longer; after it only unfinished transfers keep the grant. */
  neededUntil: z.number(),
  connectedAt: z.number(),
});
export type DriveAccount = z.infer<typeof DriveAccount>;
