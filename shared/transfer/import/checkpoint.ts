import * as z from 'zod';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { Md5State } from './running-md5.ts';

/** What is known about a video on its way, stored before its first byte is sent. */
export const ImportCheckpoint = z.object({
  /** The source's content when these bytes were begun: hex, and length. */
  md5: z.string(),
  sizeBytes: z.number(),
  /** Where the bytes go. The row of the video is written when all of them are there. */
  videoId: z.string(),
  objectKey: z.string(),
  uploadId: z.string(),
  partBytes: z.number(),
  /** Of the bytes that have been sent. */
  hash: Md5State,
  /** The row was written: if it is missing now, its user has deleted it. */
  isAdded: z.boolean(),
  /** How often the source was found changed in the middle, what arrived was wrong, the bucket had given up the upload. */
  changes: z.number(),
  mismatches: z.number(),
  uploads: z.number(),
});
export type ImportCheckpoint = z.infer<typeof ImportCheckpoint>;

/** An item whose upload is open. */
export type ImportItem = TransferItem & { readonly checkpoint: ImportCheckpoint };
