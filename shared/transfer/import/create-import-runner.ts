import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { findSource } from '../copy/find-source.ts';
import type { ItemContext, ItemRunner } from '../item-runner.ts';
import { beginWithChanged } from './begin-again.ts';
import { beginImport } from './begin-import.ts';
import { ImportCheckpoint, type ImportItem } from './checkpoint.ts';
import { finishImport } from './finish-import.ts';
import type { ImportDeps } from './import-deps.ts';
import { noTroubles } from './open-upload.ts';
import { sendParts } from './send-parts.ts';
import { verifyImport } from './verify-import.ts';

/**
 * Makes a video of a file: its bytes go from Drive into the bucket, part by part and through memory only, then the video is
 * added like any other. Goes on from where an earlier worker has left it.
 */
export function createImportRunner(deps: ImportDeps): ItemRunner {
  return async (taken, context) => {
    let item = await takeUp(deps, taken, context);
    for (;;) {
      context.signal.throwIfAborted();
      const open = openItem(item);
      if (!open) return item;
      if (open.state === 'copying' && context.clock.now() >= context.startUntil) return item;
      item = await takeStep(deps, open, context);
    }
  };
}

function takeStep(deps: ImportDeps, item: ImportItem, context: ItemContext): Promise<TransferItem> {
  if (item.state === 'finishing') return finishImport(deps, item, context);
  return item.state === 'verifying' ? verifyImport(deps, item, context) : sendParts(deps, item, context);
}

/** Whatever is under way of an item. */
function openItem(item: TransferItem): ImportItem | undefined {
  const { success, data: checkpoint } = ImportCheckpoint.safeParse(item.checkpoint);
  return success ? { ...item, checkpoint } : undefined;
}

/** What has failed and is tried again by its user's wish goes on where it was, with new patience. */
async function takeUp(deps: ImportDeps, item: TransferItem, context: ItemContext): Promise<TransferItem> {
  const stored = openItem(item);
  if (!stored) return beginImport(deps, item, context, noTroubles);
  const open = stored.state === 'planned' ? renewed(stored) : stored;
  if (open.state !== 'copying') return open;
  const { md5 } = await findSource(open, context);
  return md5 === open.checkpoint.md5 ? open : beginWithChanged(deps, open, context);
}

function renewed(item: ImportItem): ImportItem {
  const state = item.checkpoint.isAdded ? 'finishing' : 'copying';
  return { ...item, state, reason: null, checkpoint: { ...item.checkpoint, ...noTroubles } };
}
