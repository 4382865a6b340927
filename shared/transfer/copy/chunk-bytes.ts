/** Drive takes chunks in multiples of this. @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable */
const unitBytes = 256 * 1024;
/** What a worker that dies has sent in vain at most. */
const maxChunkBytes = 16 * 1024 * 1024;
/** With a limit of bandwidth a chunk takes about this long, so that a turn does not end in the middle of one. */
const pacedSeconds = 5;

/**
 * How long the next chunk is.
 * @param start where it begins, bytes
 * @param bytesPerSecond the limit of bandwidth; null = none
 */
export function chunkBytes(start: number, totalBytes: number, bytesPerSecond: number | null): number {
  const wanted = bytesPerSecond === null ? maxChunkBytes : bytesPerSecond * pacedSeconds;
  const units = Math.max(1, Math.floor(Math.min(wanted, maxChunkBytes) / unitBytes));
  return Math.min(units * unitBytes, totalBytes - start);
}
