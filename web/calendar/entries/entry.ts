import type { Post, Video } from '../../data/api.ts';
import type { Tone } from '../../ui/note.tsx';

/** One video at one time, with the posts of it that go, or went, out together. */
export interface Entry {
  /** Of video and instant: the same one keeps it when it goes live. */
  readonly key: string;
  readonly video: Video;
  readonly posts: readonly Post[];
  /** Epoch milliseconds. */
  readonly at: number;
  /** What clocks of the shown zone say then: `YYYY-MM-DDTHH:MM`. */
  readonly local: string;
  /** The worst that is to be said of its posts. */
  readonly tone: Tone;
  /** It is on its way to that time; the server has not said yes. */
  readonly isSaving: boolean;
}

export function entryKey(videoId: string, at: number): string {
  return `${videoId}@${at}`;
}

export function titleOf({ youtube_title: title, filename }: Pick<Video, 'youtube_title' | 'filename'>): string {
  return title || filename;
}
