import type { VideoRecord } from './video.ts';

type VideoKey = Pick<VideoRecord, 'ownerId' | 'videoId'>;

/**
 * Takes the files of videos that are out, in steps that each say in the row how far it is. The mark goes first: from then
 * on the video gets no posts and no files, so that whoever looks at its posts after the mark sees all that there will be.
 */
export interface MediaRemovals {
  /**
   * Marks a video whose file is stored.
   * @returns the video as it is now, with every file it names; undefined when it is gone, being deleted, or marked already
   */
  begin(video: VideoKey): Promise<VideoRecord | undefined>;
  /** Takes the mark back: a post came first. */
  cancel(video: VideoKey): Promise<void>;
  /** The files are gone: the row names none any more and is not looked at again. */
  finish(video: VideoKey): Promise<void>;
}
