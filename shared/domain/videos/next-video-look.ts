import type { VideoRecord } from './video.ts';

/** An upload that has not been completed after this time is given up. */
export const unfinishedUploadMs = 24 * 60 * 60_000;

/** Longer than any process that deletes a video lives: whoever finds the mark later finds a deletion that died. */
export const deletionGraceMs = 5 * 60_000;

/**
 * When the sweeper looks at a video next: once its upload should be complete, or once its deletion should be over. From the
 * first look on it says itself when it comes again.
 */
export function nextVideoLook({ createdAt, deletingAt }: Pick<VideoRecord, 'createdAt' | 'deletingAt'>): number {
  return deletingAt === null ? createdAt + unfinishedUploadMs : deletingAt + deletionGraceMs;
}
