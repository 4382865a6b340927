import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveFile } from '../../shared/domain/drive/drive-file.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferOptions } from '../../shared/domain/transfers/transfer-options.ts';

/** What a user has ordered. */
export interface Order {
  readonly ownerId: string;
  readonly transferId: string;
  readonly source: DriveAccount;
  /** Null = into the queue. */
  readonly destination: {
    readonly account: DriveAccount;
    readonly folder: Pick<DriveFile, 'id' | 'name' | 'driveId'>;
  } | null;
  readonly roots: readonly string[];
  readonly options: TransferOptions;
  readonly runsAtOnce: boolean;
}

/** A new transfer, of which nothing is known but the order. @param now epoch ms */
export function buildTransfer(order: Order, now: number): Transfer {
  const { ownerId, transferId, source, destination, roots, options, runsAtOnce } = order;
  return {
    ownerId,
    transferId,
    kind: destination ? 'copy' : 'import',
    source: endpointOf(source),
    destination: destination && {
      ...endpointOf(destination.account),
      folderId: destination.folder.id,
      folderName: destination.folder.name,
      driveId: destination.folder.driveId,
    },
    roots: [...new Set(roots)],
    chosen: { count: new Set(roots).size, names: [] },
    options,
    state: 'active',
    phase: 'plan',
    runsAtOnce,
    error: null,
    failures: 0,
    uploadRefusals: 0,
    notBefore: now,
    hurries: false,
    leaseUntil: 0,
    fence: 0,
    revision: 0,
    holder: null,
    counts: { folders: 0, files: 0, waiting: 0, done: 0, skipped: 0, failed: 0 },
    bytesDone: 0,
    plan: { bytes: 0, notes: {}, existing: 0, roomBytes: null, isComplete: false },
    nextSeq: 0,
    rootsSeen: 0,
    speed: 0,
    createdAt: now,
    startedAt: null,
    endedAt: null,
    updatedAt: now,
  };
}

function endpointOf({ connectionId, email }: DriveAccount) {
  return { connectionId, email };
}
