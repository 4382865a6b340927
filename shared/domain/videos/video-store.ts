import type { VideoRecord } from './video.ts';

/** What the system finds out about a video by itself. */
export type VideoFacts = Partial<Pick<VideoRecord, 'state' | 'media' | 'isUnreadable' | 'deletingAt'>>;

/** What a user changes about a video. */
export type VideoEdit = Partial<
  Pick<VideoRecord, 'settings' | 'rolls' | 'generatedTitle' | 'assets' | 'pendingAssets' | 'discarded'>
>;

/** The waiting video that stands in the way of another one. */
export interface Duplicate {
  readonly videoId: string;
  readonly same: 'name' | 'content';
}

/** The videos of all owners. Another owner's video is as good as missing. */
export interface VideoStore {
  /**
   * Adds a video; two waiting videos of one owner never share a name or a declared content.
   * @param options.mayRepeat the owner allows duplicates: nothing is compared, and nothing held for later ones
   * @param options.released videos that wait no longer: what they hold may be taken
   * @returns the video in the way; undefined when this one was added
   * @throws when this very video is there already
   */
  add(
    video: VideoRecord,
    options?: { readonly mayRepeat?: boolean; readonly released?: readonly string[] },
  ): Promise<Duplicate | undefined>;
  /** Who would be in the way of such a video if it were added now; asks, and holds nothing. */
  findRival(
    file: Pick<VideoRecord, 'ownerId' | 'filename' | 'sha256'>,
    released: readonly string[],
  ): Promise<Duplicate | undefined>;
  /** Counts one more video of this owner: 1, 2, 3, … A number that is taken and not used is no harm. */
  takeIndex(ownerId: string): Promise<number>;
  find(ownerId: string, videoId: string): Promise<VideoRecord | undefined>;
  /** All of them in the order of the queue. */
  list(ownerId: string): Promise<VideoRecord[]>;
  /** Changes facts of an existing video; undefined when it is gone. */
  update(ownerId: string, videoId: string, change: VideoFacts): Promise<VideoRecord | undefined>;
  /**
   * A user's change, which makes the next version.
   * @param video as it was read: a version that somebody else has made since is left alone
   * @returns undefined when the video is gone, another version by now, or being deleted
   */
  edit(video: VideoRecord, change: VideoEdit): Promise<VideoRecord | undefined>;
  remove(video: VideoRecord): Promise<void>;
}
