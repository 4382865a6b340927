import { HopperError } from '../../domain/hopper-error.ts';
import { loadSettings } from '../../domain/settings/load-settings.ts';
import { whyNoVideo } from '../../domain/transfers/import-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { isVideoContainer, signatureBytes } from '../../domain/videos/container-signature.ts';
import { refuseDuplicate } from '../../domain/videos/refuse-duplicate.ts';
import { findSource, fromSource } from '../copy/find-source.ts';
import { withWordsOf } from '../copy/with-words-of.ts';
import type { ItemContext } from '../item-runner.ts';
import { duplicateItem, skippedItem } from './end-item.ts';
import { findImported } from './find-imported.ts';
import type { ImportDeps } from './import-deps.ts';
import { nameOf, openUpload, type Troubles } from './open-upload.ts';

/**
 * Looks at the file as it is now, and asks whatever can be asked before its bytes are carried.
 * @returns the item, `copying` with an open upload, or left out
 */
export async function beginImport(
  deps: ImportDeps,
  taken: TransferItem,
  context: ItemContext,
  troubles: Troubles,
): Promise<TransferItem> {
  const source = await findSource(taken, context);
  const item = withWordsOf(taken, source);
  const why = whyNoVideo(source);
  if (why) return skippedItem(item, context, why);
  const videoId = (await findImported(deps, context.transfer.ownerId, [item])).get(item.itemId);
  if (videoId !== undefined) return skippedItem({ ...item, videoId }, context, 'already_imported');
  if (!(await looksLikeVideo(item, source.sizeBytes ?? 0, context))) return skippedItem(item, context, 'not_a_video');
  try {
    await refuseWaiting(deps, item, context);
  } catch (error) {
    if (error instanceof HopperError) return duplicateItem(item, context, error);
    throw error;
  }
  return openUpload(deps, item, context, troubles);
}

/** The same question is asked when the video is added; here it spares the way of bytes that would be refused. */
async function refuseWaiting(deps: ImportDeps, item: TransferItem, { transfer: { ownerId } }: ItemContext) {
  const { global } = await loadSettings(deps.settings, ownerId);
  if (!global.allow_duplicates) {
    await refuseDuplicate(deps, { ownerId, filename: nameOf(item).filename, sha256: item.sha256 });
  }
}

/** Names and types prove nothing, the first bytes do. */
async function looksLikeVideo({ itemId }: TransferItem, sizeBytes: number, { source, signal }: ItemContext) {
  const end = Math.min(signatureBytes, sizeBytes) - 1;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await fromSource(() => source.download(itemId, 0, end, signal))) chunks.push(chunk);
  return isVideoContainer(Buffer.concat(chunks));
}
