import * as z from 'zod';

/** A media that is being prepared: invisible, lives 24 hours, publishes once. */
export const containerSchema = z.object({
  id: z.string(),
  /** Professional account id. */
  accountId: z.string(),
  clientId: z.string(),
  mediaType: z.enum(['REELS', 'STORIES', 'VIDEO', 'IMAGE', 'CAROUSEL']),
  caption: z.string(),
  shareToFeed: z.boolean(),
  trial: z.boolean(),
  thumbOffsetMs: z.number(),
  coverUrl: z.string().nullable(),
  children: z.array(z.string()),
  /** Everything that was asked for, as it came. */
  parameters: z.record(z.string(), z.string()),
  /** Where the bytes come from. */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('url'), url: z.string() }),
    z.object({ kind: z.literal('upload') }),
    z.object({ kind: z.literal('none') }),
  ]),
  /** `waiting` for its bytes is reported as IN_PROGRESS, as is `processing`. */
  state: z.enum(['waiting', 'processing', 'finished', 'published', 'error', 'expired']),
  /** `error` only: code and sub-code. */
  error: z.string().nullable(),
  /**
   * What a fault has in store: an error in the end, so many status reads that still say IN_PROGRESS, or an owner who
   * deletes the post this long after it came out.
   */
  fate: z.object({
    error: z.string().nullable(),
    stuckReads: z.number(),
    deletedAfterMs: z.number().nullable().default(null),
  }),
  createdAtMs: z.number(),
  expiresAtMs: z.number(),
  /** When processing ends; null before the bytes are there. */
  readyAtMs: z.number().nullable(),
  publishedAtMs: z.number().nullable(),
  bytes: z.number(),
  sha256: z.string(),
  durationMs: z.number().nullable(),
  /** File with the bytes, as long as they are kept. */
  fileId: z.string(),
});
export type Container = z.infer<typeof containerSchema>;

/** Lets everything happen to a container that the clock has made due. */
export function advanceContainer(container: Container, nowMs: number): Container {
  const { state, readyAtMs, expiresAtMs, fate } = container;
  if (state === 'published' || state === 'error' || state === 'expired') return container;
  const isReady = state === 'processing' && readyAtMs !== null && readyAtMs <= nowMs && fate.stuckReads === 0;
  if (isReady && readyAtMs <= expiresAtMs) {
    const ready: Container =
      fate.error === null ? { ...container, state: 'finished' } : { ...container, state: 'error', error: fate.error };
    return ready.state === 'finished' ? advanceContainer(ready, nowMs) : ready;
  }
  return expiresAtMs <= nowMs ? { ...container, state: 'expired' } : container;
}

/** The next instant at which something happens by itself; null when nothing will. */
export function findNextEventMs({ state, readyAtMs, expiresAtMs, fate }: Container): number | null {
  if (state === 'published' || state === 'error' || state === 'expired') return null;
  const isBusy = state === 'processing' && readyAtMs !== null && fate.stuckReads === 0;
  return isBusy ? Math.min(readyAtMs, expiresAtMs) : expiresAtMs;
}
