import type { DriveEnd } from '../data/drive-access.ts';

/** Which Drive is to be opened, and whether with the right to lay files in the trash. */
export interface OpeningWish {
  readonly end: DriveEnd;
  readonly mayDelete?: boolean;
}
