import * as z from 'zod';

/** What a session may be used for: as the source or the destination of a transfer; a general one as either. */
export const driveSessionKinds = ['source', 'destination', 'general'] as const;
export const DriveSessionKind = z.enum(driveSessionKinds);
export type DriveSessionKind = z.infer<typeof DriveSessionKind>;

export const driveSessionMilliseconds = 24 * 60 * 60_000;

/**
 * A signed-in user's right to use one of his Drive accounts for a day: what the opaque token stands for that the page
 * carries. Only the token's hash is stored. Times in epoch ms.
 */
export const DriveSession = z.object({
  tokenHash: z.string(),
  userId: z.string(),
  kind: DriveSessionKind,
  /** The Drive account, see DriveAccount.connectionId. */
  connectionId: z.string(),
  email: z.string(),
  createdAt: z.number(),
  validUntil: z.number(),
});
export type DriveSession = z.infer<typeof DriveSession>;
