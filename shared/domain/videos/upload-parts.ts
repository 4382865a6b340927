const mebibyte = 1024 * 1024;
const minPartBytes = 8 * mebibyte;
/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxParts = 10_000;

/** How a file is cut: every part but the last has `partBytes` bytes. */
export interface PartPlan {
  readonly partBytes: number;
  readonly partCount: number;
}

/** Cuts a file of `sizeBytes` (≥ 1) into at most 10,000 parts of at least 8 MiB. */
export function planParts(sizeBytes: number): PartPlan {
  const partBytes = Math.max(minPartBytes, Math.ceil(sizeBytes / maxParts));
  return { partBytes, partCount: Math.ceil(sizeBytes / partBytes) };
}

/** Exact size of one part, 1 ≤ `partNumber` ≤ part count. */
export function sizeOfPart(sizeBytes: number, partBytes: number, partNumber: number): number {
  return Math.min(partBytes, sizeBytes - (partNumber - 1) * partBytes);
}
