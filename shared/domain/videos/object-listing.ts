/** An object in the bucket as the listing tells it. */
export interface ListedObject {
  readonly objectKey: string;
  /** When it was stored, or when its upload began; epoch ms. */
  readonly storedAt: number;
}

/** All objects of all videos, in the order of their keys. */
export interface ObjectListing {
  /**
   * Some of them.
   * @param after a key to go on behind, which need not be there; null = from the beginning
   * @returns `next` = where the page after this one begins; null when there is none
   */
  listPage(after: string | null): Promise<{ readonly objects: readonly ListedObject[]; readonly next: string | null }>;
}
