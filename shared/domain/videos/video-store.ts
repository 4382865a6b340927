import type { VideoRecord } from './video.ts';

/** The videos of all owners. Another owner's video is as good as missing. */
export interface VideoStore {
  /**
   * Adds a video; two waiting videos of one owner never share a name.
   * @param mayTakeNameFrom a video whose hold on the name has ended
   * @returns the id of the video that holds the name, or undefined when the video was added
   */
  add(video: VideoRecord, mayTakeNameFrom?: string): Promise<string | undefined>;
  find(ownerId: string, videoId: string): Promise<VideoRecord | undefined>;
  /** Oldest first. */
  list(ownerId: string): Promise<VideoRecord[]>;
  /** Changes fields of an existing video; undefined when it is gone. */
  update(
    ownerId: string,
    videoId: string,
    change: Partial<Pick<VideoRecord, 'state' | 'settings' | 'media'>>,
  ): Promise<VideoRecord | undefined>;
  remove(video: VideoRecord): Promise<void>;
}
