import { folderType } from '../../../shared/domain/drive/drive-file.ts';
import { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import { ExportFormats, TransferOptions } from '../../../shared/domain/transfers/transfer-options.ts';

const time = '2026-01-02T03:04:05.000Z';

/** An order to copy from one Drive to another, as it is before anybody has looked at it. */
export function buildTransfer(differences: Partial<Transfer> = {}): Transfer {
  return Transfer.parse({
    ownerId: 'owner-1',
    transferId: '01JD0000000000000000000001',
    kind: 'copy',
    source: { connectionId: 'source-account', email: 'ada@example.com' },
    destination: {
      connectionId: 'destination-account',
      email: 'ben@example.com',
      folderId: 'there',
      folderName: 'There',
    },
    roots: ['root-1'],
    options: TransferOptions.parse({
      onExisting: 'skip',
      deleteSource: false,
      exports: ExportFormats.parse({}),
      bytesPerSecond: null,
    }),
    state: 'active',
    phase: 'plan',
    runsAtOnce: true,
    error: null,
    failures: 0,
    uploadRefusals: 0,
    notBefore: 0,
    leaseUntil: 0,
    fence: 0,
    counts: { folders: 0, files: 0, waiting: 0, done: 0, skipped: 0, failed: 0 },
    bytesDone: 0,
    plan: { bytes: 0, notes: {}, existing: 0, roomBytes: null, isComplete: false },
    nextSeq: 0,
    rootsSeen: 0,
    speed: 0,
    createdAt: 1_700_000_000_000,
    startedAt: null,
    endedAt: null,
    updatedAt: 1_700_000_000_000,
    ...differences,
  });
}

/** A planned file of that transfer. */
export function buildItem(differences: Partial<TransferItem> = {}): TransferItem {
  const seq = differences.seq ?? 0;
  return TransferItem.parse({
    transferId: '01JD0000000000000000000001',
    itemId: `item-${seq}`,
    seq,
    parentId: null,
    depth: 0,
    name: `file ${seq}.bin`,
    mimeType: 'application/octet-stream',
    sizeBytes: 1_000,
    md5: null,
    createdTime: time,
    modifiedTime: time,
    action: 'copy',
    state: 'planned',
    ...differences,
  });
}

/** A planned folder of that transfer. */
export function buildFolder(differences: Partial<TransferItem> = {}): TransferItem {
  return buildItem({ mimeType: folderType, action: 'folder', sizeBytes: null, ...differences });
}
