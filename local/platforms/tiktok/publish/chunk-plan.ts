/** How a file is cut into chunks. All sizes in bytes. */
export interface ChunkPlan {
  readonly videoSize: number;
  readonly chunkSize: number;
  readonly chunkCount: number;
}

/** Decimal or binary megabytes are not told: the stricter reading of each. */
const minChunkBytes = 5 * 1024 * 1024;
const maxChunkBytes = 64_000_000;
const maxChunks = 1000;
export const maxVideoBytes = 4 * 1024 ** 3;

/**
 * What is wrong with a plan, in TikTok's words; undefined when it is fine.
 * @param singleChunkMustBeWhole observed rule: one chunk is as large as the file
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function findPlanProblem(plan: ChunkPlan, singleChunkMustBeWhole: boolean): string | undefined {
  const { videoSize, chunkSize, chunkCount } = plan;
  if (videoSize < 1 || videoSize > maxVideoBytes) return 'The video size is invalid';
  const isWhole = chunkSize === videoSize;
  const minimum = isWhole ? 1 : minChunkBytes;
  if (chunkSize < minimum || chunkSize > maxChunkBytes) return 'The chunk size is invalid';
  const expected = Math.max(1, Math.floor(videoSize / chunkSize));
  if (chunkCount !== expected || chunkCount > maxChunks) return 'The total chunk count is invalid';
  if (chunkCount === 1 && !isWhole && (singleChunkMustBeWhole || chunkSize > videoSize)) {
    return 'The chunk size is invalid';
  }
  return undefined;
}

/** Last byte of the chunk that holds byte `start`: the last chunk takes the rest with it. */
export function endOfChunk({ videoSize, chunkSize, chunkCount }: ChunkPlan, start: number): number {
  const index = Math.min(Math.floor(start / chunkSize), chunkCount - 1);
  return index === chunkCount - 1 ? videoSize - 1 : (index + 1) * chunkSize - 1;
}
