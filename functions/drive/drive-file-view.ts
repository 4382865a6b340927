import type { DriveFile } from '../../shared/domain/drive/drive-file.ts';
import { isFolder } from '../../shared/domain/drive/drive-file.ts';
import { whyNoVideo } from '../../shared/domain/transfers/import-file.ts';
import { formatSize } from './format-size.ts';

/** A file as the API shows it. */
export function toDriveFileView(file: DriveFile) {
  const { id, name, mimeType, sizeBytes, createdTime, modifiedTime, owners, parents, driveId, shortcut } = file;
  return {
    id,
    name,
    mimeType,
    size: sizeBytes,
    sizeFormatted: sizeBytes === null ? null : formatSize(sizeBytes),
    createdTime,
    modifiedTime,
    owners: [...owners],
    parents: [...parents],
    driveId,
    shortcut,
    canDownload: file.can.download,
    canAddChildren: file.can.addChildren,
    isFolder: isFolder(file),
    isVideo: whyNoVideo(file) === undefined,
    webViewLink: file.webViewLink,
    thumbnailLink: file.thumbnailLink,
  };
}
