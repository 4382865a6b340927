import * as z from 'zod';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { fingerprintOf } from './fingerprint.ts';

/** The bytes that the destination must have in the end. */
export const ExpectedBytes = z.object({
  sizeBytes: z.number(),
  /** Hex; at least one of the checksums is known. */
  md5: z.string().nullable(),
  sha256: z.string().nullable(),
});
export type ExpectedBytes = z.infer<typeof ExpectedBytes>;

/** What is known about a file on its way, stored before the step that cannot be taken back. */
export const CopyCheckpoint = z.object({
  /** The source's content as it was when this copy of it was begun. */
  fingerprint: z.string(),
  /** Null for a document that is still to be exported. */
  expected: ExpectedBytes.nullable(),
  /** Id that this item has generated: the only one that it may lay in the trash. Null = none yet, or another's file is replaced. */
  ownId: z.string().nullable(),
  /** An id that is noted for this item and of no use any more. */
  givenUp: z.string().nullable().default(null),
  /** Needs no token, so it is a secret. */
  sessionUrl: z.string().nullable(),
  /** Sessions that were opened for this content. */
  sessions: z.number(),
  /** How often the source was found changed in the middle. */
  changes: z.number(),
  /** How often the copy did not have the right bytes. */
  mismatches: z.number(),
  /** A copy that is of no use and is laid in the trash before anything else. */
  discard: z.string().nullable(),
});
export type CopyCheckpoint = z.infer<typeof CopyCheckpoint>;

/** An item whose checkpoint is known to be one of these. */
export interface CopyItem extends TransferItem {
  checkpoint: CopyCheckpoint;
}

/** The beginning of a copy of the source as it is now. */
export function buildCheckpoint(source: DriveFile): CopyCheckpoint {
  return {
    fingerprint: fingerprintOf(source),
    expected: expectedOf(source),
    ownId: null,
    givenUp: null,
    sessionUrl: null,
    sessions: 0,
    changes: 0,
    mismatches: 0,
    discard: null,
  };
}

/** @returns null for a document, which has no bytes before it is exported */
export function expectedOf({ sizeBytes, md5, sha256 }: DriveFile): ExpectedBytes | null {
  return sizeBytes === null || (md5 === null && sha256 === null) ? null : { sizeBytes, md5, sha256 };
}
