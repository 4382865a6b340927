import type { VideoChange } from '../../forms/platform-values.ts';

/** What is typed about a video, and the version of it that it was typed on. */
interface Draft {
  readonly change: VideoChange;
  readonly base: number;
}

const drafts = new Map<string, Draft>();

/** What was typed in this tab and neither saved nor discarded. */
export function readDraft(videoId: string): Draft | undefined {
  return drafts.get(videoId);
}

/** @param draft undefined = there is nothing that could be lost any more */
export function keepDraft(videoId: string, draft: Draft | undefined): void {
  if (draft) drafts.set(videoId, draft);
  else drafts.delete(videoId);
}
