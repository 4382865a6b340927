import type { VideoRecord } from './video.ts';

/** The videos of all owners. Another owner's video is as good as missing. */
export interface VideoStore {
  /**
   * Adds a video; two waiting videos of one owner never share a name.
   * @returns false when the name is taken by a video that is still there
   */
  add(video: VideoRecord): Promise<boolean>;
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
