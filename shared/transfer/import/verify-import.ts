import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';
import { beginAfterMismatch, beginWithChanged } from './begin-again.ts';
import type { ImportItem } from './checkpoint.ts';
import type { ImportDeps } from './import-deps.ts';
import { endMd5 } from './running-md5.ts';

/**
 * Compares what was carried with what the source had when it was begun, and whether it still has that. A source that was
 * deleted meanwhile has become a video all the same.
 */
export async function verifyImport(deps: ImportDeps, item: ImportItem, context: ItemContext): Promise<TransferItem> {
  const { md5, hash } = item.checkpoint;
  const source = await context.source.find(item.itemId, context.signal);
  if (source && !source.trashed && source.md5 !== md5) return beginWithChanged(deps, item, context);
  if (endMd5(hash) !== md5) return beginAfterMismatch(deps, item, context);
  const next: ImportItem = { ...item, state: 'finishing' };
  await context.save(next);
  return next;
}
