import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';
import { copyFailed } from './copy-errors.ts';

/** The source as it is now. What lies in the trash was deleted by its user. @throws PlatformError `source_gone` */
export async function findSource(item: TransferItem, { source, signal }: ItemContext): Promise<DriveFile> {
  const file = await source.find(item.itemId, signal);
  if (!file || file.trashed) throw copyFailed('source_gone');
  return file;
}

/** Reads something of the source. @throws PlatformError whose code is one of ours where a user has to do something about it */
export async function fromSource<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof PlatformError ? toReadError(error) : error;
  }
}

function toReadError(error: PlatformError): PlatformError {
  switch (error.causeCode) {
    case 'notFound':
      return copyFailed('source_gone', error);
    case 'cannotDownloadAbusiveFile':
      return copyFailed('abusive_file', error);
    case 'cannotDownloadFile':
    case 'insufficientFilePermissions':
      return copyFailed('no_download_permission', error);
    default:
      return error;
  }
}
