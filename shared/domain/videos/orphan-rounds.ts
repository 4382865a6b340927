import * as z from 'zod';

/** How far the search for objects without a row is. Times in epoch ms. */
export const OrphanRound = z.object({
  startedAt: z.number(),
  /** Key of the last object that was looked at; null = the round is over. */
  after: z.string().nullable(),
  looked: z.number(),
  removed: z.number(),
});
export type OrphanRound = z.infer<typeof OrphanRound>;

/** Remembers the round from one sweep to the next. */
export interface OrphanRounds {
  /** Undefined before the first one. */
  find(): Promise<OrphanRound | undefined>;
  keep(round: OrphanRound): Promise<void>;
}
