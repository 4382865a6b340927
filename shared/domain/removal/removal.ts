import * as z from 'zod';

/** What is done one after the other when an account is removed. */
export const removalPhases = ['look', 'posts', 'transfers', 'connections', 'objects', 'rows'] as const;
export type RemovalPhase = (typeof removalPhases)[number];

/** An account on its way out, while there is somebody to say something about. */
export const Removal = z.object({
  /** Names the receipt: a hash of the user's id. */
  receiptId: z.string(),
  userId: z.string(),
  /** Where the receipt goes. */
  email: z.string(),
  /** Whether it goes by mail. */
  tells: z.boolean().default(true),
  /** Epoch ms. */
  askedAt: z.number(),
  phase: z.enum(removalPhases),
  /** What was removed so far, by kind of thing. */
  counts: z.record(z.string(), z.number()),
  /** Everything was stopped before; rows are looked at until after this time, epoch ms. 0 = not yet. */
  restsUntil: z.number(),
  /** Epoch ms; a worker holds it until then. */
  leaseUntil: z.number(),
  /** Grows with every claim; only the holder of the last one may write. */
  fence: z.number(),
});
export type Removal = z.infer<typeof Removal>;
