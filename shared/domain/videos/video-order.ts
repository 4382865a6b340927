import type { VideoRecord } from './video.ts';

/** Where a video stands in the queue. */
export interface Place {
  readonly videoId: string;
  /** A fractional index key, compared as text. */
  readonly position: string;
}

/** A stretch of the queue. */
export interface Stretch {
  /** Every place of the stretch, in order. */
  readonly places: readonly Place[];
  /** Positions of the neighbours outside; null at the ends of the queue. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The order of an owner's videos. */
export interface VideoOrder {
  /**
   * Some videos in the order of the queue.
   * @param page.after the place after which to go on; it may be that of a video which is gone
   * @returns `next` = where the page after this one begins; undefined when there is none
   */
  listPage(
    ownerId: string,
    page: { readonly limit: number; readonly after?: Place | undefined },
  ): Promise<{ videos: VideoRecord[]; next: Place | undefined }>;
  /** The places of the named videos, in no particular order; unknown ones are left out. */
  findPlaces(ownerId: string, videoIds: readonly string[]): Promise<Place[]>;
  /** Everything between two positions, both included. */
  readStretch(ownerId: string, first: string, last: string): Promise<Stretch>;
  /** Moves one video; false when it is gone or was moved by somebody else meanwhile. */
  move(ownerId: string, place: Place, position: string): Promise<boolean>;
}
