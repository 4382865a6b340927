import { type ItemKey, owner } from './keys.ts';

/** Every kind of item that the Drive mover has, beside those in keys.ts. */
export const driveKeyOf = {
  /** A Google account whose Drive is open to Hopper. */
  driveAccount: (ownerId: string, connectionId: string): ItemKey => ({
    pk: owner(ownerId),
    sk: `DRIVE-ACCOUNT#${connectionId}`,
  }),
  /** A Drive session, under the hash of its token: how functions without the cache know it. */
  driveSession: (tokenHash: string): ItemKey => ({ pk: `DRIVE-SESSION#${tokenHash}`, sk: 'DRIVE-SESSION' }),
  /** A consent that is done and waits for its session, under the hash of a code that works once. */
  handOver: (codeHash: string): ItemKey => ({ pk: `HAND-OVER#${codeHash}`, sk: 'HAND-OVER' }),
  transfer: (ownerId: string, transferId: string): ItemKey => ({ pk: owner(ownerId), sk: `TRANSFER#${transferId}` }),
  /** A file of a transfer; in a partition of its own, because there may be hundreds of thousands. */
  transferItem: (transferId: string, itemId: string): ItemKey => ({
    pk: `TRANSFER#${transferId}`,
    sk: `ITEM#${itemId}`,
  }),
  /** A file at the destination that an item of the transfer has met: two items never have the same one. */
  transferMeeting: (transferId: string, destId: string): ItemKey => ({
    pk: `TRANSFER#${transferId}`,
    sk: `MET#${destId}`,
  }),
  /** What was made of a source file in a folder, or of it in the queue. */
  copyRecord: (ownerId: string, folderId: string, sourceId: string): ItemKey => ({
    pk: `COPIES#${ownerId}`,
    sk: `IN#${folderId}#${sourceId}`,
  }),
};

/** Sort-key prefixes for listing an owner's items of one kind. */
export const drivePrefixOf = { driveAccount: 'DRIVE-ACCOUNT#', transfer: 'TRANSFER#' } as const;
