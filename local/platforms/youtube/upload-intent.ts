import * as z from 'zod';
import { type FaultRule, findFault } from '../faults/fault-rule.ts';
import { type VideoFate, videoMetadataSchema } from './video.ts';

const fateWishSchema = z.object({
  outcome: z.enum(['failed', 'rejected', 'terminated', 'stuck', 'backwards', 'deleted', 'locked-private']),
  reason: z.string().nullable(),
  afterSeconds: z.number().nullable(),
  polls: z.number(),
});
type FateWish = z.infer<typeof fateWishSchema>;

/** What an insert call asked for, kept with the session until the bytes are complete. */
export const uploadIntentSchema = z.object({
  channelId: z.string(),
  projectId: z.string(),
  parts: z.array(z.string()),
  metadata: videoMetadataSchema,
  fate: fateWishSchema.nullable(),
});
export type UploadIntent = z.infer<typeof uploadIntentSchema>;

/** The fate that a fault rule has laid on this insert call. */
export function readFateWish(faults: readonly FaultRule[]): FateWish | null {
  const rule = findFault(faults, 'outcome');
  if (!rule) return null;
  const { outcome, reason = null, afterSeconds = null, polls = 1 } = rule;
  return { outcome, reason, afterSeconds, polls };
}

/** The fate in instants, now that the upload is complete. */
export function toFate(wish: FateWish | null, uploadedAtMs: number, processedAtMs: number): VideoFate | null {
  if (!wish) return null;
  const { outcome, reason, polls, afterSeconds } = wish;
  const atMs = afterSeconds === null ? processedAtMs : uploadedAtMs + afterSeconds * 1000;
  return { outcome, reason, polls, atMs };
}
