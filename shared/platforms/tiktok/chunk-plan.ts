import * as z from 'zod';

/** How a file is cut: every chunk has `chunkBytes`, the last one takes the rest with it. */
export const ChunkPlan = z.object({ chunkBytes: z.number(), chunkCount: z.number() });
export type ChunkPlan = z.infer<typeof ChunkPlan>;

/** "4 GB"; whether decimal or binary is not told. */
export const maxVideoBytes = 4 * 1024 ** 3;
/** Between the smallest (5 MB) and the largest (64 MB) that TikTok takes; 4 GB are 429 of them, of at most 1000. */
const chunkBytes = 10_000_000;

/**
 * A plan by TikTok's rules: `floor(size / chunk)` chunks, and a single one as large as the file. Up to 20 MB go as one
 * chunk; several make that less has to be sent again when something breaks.
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function planChunks(sizeBytes: number): ChunkPlan {
  const chunkCount = Math.floor(sizeBytes / chunkBytes);
  return chunkCount < 2 ? { chunkBytes: sizeBytes, chunkCount: 1 } : { chunkBytes, chunkCount };
}

/** Last byte of the chunk that holds byte `start`. */
export function endOfChunk(plan: ChunkPlan, sizeBytes: number, start: number): number {
  const index = indexOfChunk(plan, start);
  return index === plan.chunkCount - 1 ? sizeBytes - 1 : (index + 1) * plan.chunkBytes - 1;
}

/** Where the chunk begins that holds byte `position`. */
export function startOfChunk(plan: ChunkPlan, position: number): number {
  return indexOfChunk(plan, position) * plan.chunkBytes;
}

/** Whether byte `start` is in the chunk that makes the post. */
export function isInLastChunk(plan: ChunkPlan, start: number): boolean {
  return indexOfChunk(plan, start) === plan.chunkCount - 1;
}

function indexOfChunk({ chunkBytes, chunkCount }: ChunkPlan, position: number): number {
  return Math.min(Math.floor(position / chunkBytes), chunkCount - 1);
}
