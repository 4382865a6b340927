import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { ItemContext } from '../item-runner.ts';
import { whatToTrash } from '../what-to-trash.ts';
import { beginAgain } from './begin-again.ts';
import type { CopyItem } from './checkpoint.ts';
import { destinationOf } from './destination-of.ts';
import { doneItem } from './done-item.ts';
import { fingerprintOf } from './fingerprint.ts';
import { hasBytes } from './has-bytes.ts';
import { assertFolder } from './in-folder.ts';

/**
 * Compares what is at the destination with what the source had when it was read, and whether it still has that. A source that
 * was deleted meanwhile has a copy now all the same.
 * @returns done, finishing when something is left to do at the source, or copying when it has to be sent again
 */
export async function verifyCopy(item: CopyItem, context: ItemContext): Promise<CopyItem> {
  const [source, copy] = await Promise.all([context.source.find(item.itemId, context.signal), findCopy(item, context)]);
  if (source && !source.trashed && hasChanged(item, source)) return beginAgain(item, context, source);
  // What lies in a folder that was laid in the trash lies there too: another copy would be no better off.
  if (copy?.trashed) await assertFolder(context);
  if (!isVerified(item, copy)) return beginAgain(item, context);
  const staysAtSource = !context.transfer.options.deleteSource || whatToTrash(item) === null;
  if (staysAtSource) return doneItem(item, context);
  const next: CopyItem = { ...item, state: 'finishing' };
  await context.save(next);
  return next;
}

export function hasChanged(item: CopyItem, source: DriveFile): boolean {
  return fingerprintOf(source) !== item.checkpoint.fingerprint;
}

export function isVerified({ checkpoint }: CopyItem, copy: DriveFile | undefined): boolean {
  return copy !== undefined && !copy.trashed && checkpoint.expected !== null && hasBytes(copy, checkpoint.expected);
}

export async function findCopy({ destId }: CopyItem, context: ItemContext): Promise<DriveFile | undefined> {
  return destId === null ? undefined : destinationOf(context).drive.find(destId, context.signal);
}
