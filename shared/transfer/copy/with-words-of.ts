import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';

/** What the copy is told about itself, as the source is now. The name is the plan's, which knows the others of the folder. */
export function withWordsOf<Item extends TransferItem>(item: Item, source: DriveFile): Item {
  const { description, createdTime, modifiedTime } = source;
  const { sizeBytes, md5, sha256 } = item.action === 'export' ? item : source;
  return { ...item, description, createdTime, modifiedTime, sizeBytes, md5, sha256 };
}
