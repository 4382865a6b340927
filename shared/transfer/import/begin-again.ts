import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { copyFailed } from '../copy/copy-errors.ts';
import type { ItemContext } from '../item-runner.ts';
import { beginImport } from './begin-import.ts';
import type { ImportItem } from './checkpoint.ts';
import type { ImportDeps } from './import-deps.ts';
import { uploadLost } from './import-errors.ts';
import { openUpload } from './open-upload.ts';

/** So often the source may change while it is read. */
const maxChanges = 3;
/** Bytes that were wrong are asked for once more. */
const maxMismatches = 1;
const maxUploads = 5;

/** The source is not what it was: everything about it is asked anew. @throws PlatformError `source_changed` */
export async function beginWithChanged(
  deps: ImportDeps,
  item: ImportItem,
  context: ItemContext,
): Promise<TransferItem> {
  const changes = item.checkpoint.changes + 1;
  if (changes > maxChanges) throw copyFailed('source_changed');
  const next = await beginImport(deps, item, context, { ...item.checkpoint, changes });
  await drop(deps, item);
  return next;
}

/** What has arrived are not the bytes of the source. @throws PlatformError `checksum_mismatch` */
export async function beginAfterMismatch(
  deps: ImportDeps,
  item: ImportItem,
  context: ItemContext,
): Promise<TransferItem> {
  const mismatches = item.checkpoint.mismatches + 1;
  if (mismatches > maxMismatches) throw copyFailed('checksum_mismatch');
  return reopen(deps, item, context, { ...item.checkpoint, mismatches });
}

/** The bucket does not know the upload any more. @throws PlatformError `upload_lost` */
export async function beginAfterLoss(
  deps: ImportDeps,
  item: ImportItem,
  context: ItemContext,
  cause: unknown,
): Promise<TransferItem> {
  const uploads = item.checkpoint.uploads + 1;
  if (uploads > maxUploads) throw uploadLost(cause);
  return reopen(deps, item, context, { ...item.checkpoint, uploads });
}

async function reopen(deps: ImportDeps, item: ImportItem, ...rest: [ItemContext, Parameters<typeof openUpload>[3]]) {
  const next = await openUpload(deps, item, ...rest);
  await drop(deps, item);
  return next;
}

/** After the new place was stored: only who still holds the transfer may do it. The bucket expires it otherwise. */
async function drop({ media }: ImportDeps, { checkpoint }: ImportItem): Promise<void> {
  await media.abort(checkpoint).catch(() => undefined);
}
