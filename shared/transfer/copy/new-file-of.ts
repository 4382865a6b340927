import type { DriveFileChange, NewDriveFile } from '../../domain/drive/drive-api.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';

/** What an item becomes at the destination: its words and times are those of the source. */
export function newFileOf(item: TransferItem, id: string, parentId: string): NewDriveFile {
  const { createdTime, modifiedTime } = item;
  return {
    id,
    parentId,
    name: item.newName ?? item.name,
    mimeType: item.exportType ?? item.mimeType,
    description: item.description,
    createdTime,
    modifiedTime,
  };
}

/** What changes about a file that gets new content; its name is the same, and since when it exists stays true. */
export function changeOf(item: TransferItem): DriveFileChange {
  const { description, modifiedTime } = item;
  return { mimeType: item.exportType ?? item.mimeType, description, modifiedTime };
}
