import * as z from 'zod';
import { ChunkPlan } from './chunk-plan.ts';

/** What is known of a post beside its current task. */
const history = {
  /** Tasks that were opened for this post, the current one included. */
  tasks: z.number(),
  /** Tasks that were given up although their last chunk may have arrived: asked again before another one is finished. */
  earlier: z.array(z.string()),
};
export const History = z.object(history);
export type History = z.infer<typeof History>;

/** A task whose bytes are on their way. Until its last chunk is sent nothing of it can ever be seen. */
const Uploading = z.object({
  ...history,
  phase: z.literal('uploading'),
  publishId: z.string(),
  uploadUrl: z.string(),
  plan: ChunkPlan,
  /** When the upload address ends, epoch ms. */
  expiresAt: z.number(),
  username: z.string(),
  /** The last chunk has been or is about to be sent: from now on only TikTok knows whether there is a post. */
  final: z.boolean(),
});

/** The address is gone, or says no, after the last chunk may have arrived: did it? */
const Settling = z.object({
  ...history,
  phase: z.literal('settling'),
  publishId: z.string(),
  username: z.string(),
  looks: z.number(),
  /** Why the upload ended, if it said so: what becomes of the post when the bytes did not arrive. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});

/** Nothing of the last task is or will be there: the next step opens another one. */
const Again = z.object({ ...history, phase: z.literal('again') });

/** All bytes are at TikTok. */
const Processing = z.object({
  ...history,
  phase: z.literal('processing'),
  publishId: z.string(),
  username: z.string(),
  /** When the bytes were complete, epoch ms. */
  uploadedAt: z.number(),
  polls: z.number(),
  /** Since when it is out without the public id that a public post gets; null = it is not out. */
  completeAt: z.number().nullable(),
});

export const TiktokCheckpoint = z.discriminatedUnion('phase', [Uploading, Settling, Again, Processing]).nullable();
export type TiktokCheckpoint = z.infer<typeof TiktokCheckpoint>;
export type Uploading = z.infer<typeof Uploading>;
export type Settling = z.infer<typeof Settling>;
export type Processing = z.infer<typeof Processing>;
