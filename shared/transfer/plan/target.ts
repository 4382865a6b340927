import type { DriveFile } from '../../domain/drive/drive-file.ts';

/** The folder that a transfer goes to. */
export interface Target {
  readonly folder: DriveFile;
  /** Ids of the folder and of all folders above it, as far as the account may see them. */
  readonly path: ReadonlySet<string>;
}
