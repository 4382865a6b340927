import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';
import { sourceGone } from './copy-errors.ts';

/** The source as it is now. What lies in the trash was deleted by its user. @throws PlatformError `source_gone` */
export async function findSource(item: TransferItem, { source, signal }: ItemContext): Promise<DriveFile> {
  const file = await source.find(item.itemId, signal);
  if (!file || file.trashed) throw sourceGone();
  return file;
}

/** Reads something of the source: "not found" means that it was deleted meanwhile. @throws PlatformError */
export async function fromSource<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PlatformError && error.causeCode === 'notFound') throw sourceGone(error);
    throw error;
  }
}
