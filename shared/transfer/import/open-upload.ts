import { videoNameOf } from '../../domain/transfers/import-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { buildObjectKey } from '../../domain/videos/object-key.ts';
import { copyFailed } from '../copy/copy-errors.ts';
import type { ItemContext } from '../item-runner.ts';
import type { ImportCheckpoint, ImportItem } from './checkpoint.ts';
import type { ImportDeps } from './import-deps.ts';
import { emptyMd5 } from './running-md5.ts';

/** What went wrong with an item so far, for which there is only so much patience. */
export type Troubles = Pick<ImportCheckpoint, 'changes' | 'mismatches' | 'uploads'>;

export const noTroubles: Troubles = { changes: 0, mismatches: 0, uploads: 0 };

/** The name that the video of an item gets. That of a shortcut may not tell that a video is meant; then it is the file's own. */
export function nameOf({ name, newName, mimeType }: TransferItem): NonNullable<ReturnType<typeof videoNameOf>> {
  const words = videoNameOf({ name: newName ?? name, mimeType }) ?? videoNameOf({ name, mimeType });
  if (!words) throw new Error('Only what calls itself a video is imported.');
  return words;
}

/**
 * Opens a place for the bytes of an item and stores where it is. A crash before that leaves only an empty upload, which the
 * bucket expires.
 */
export async function openUpload(
  deps: ImportDeps,
  item: TransferItem,
  context: ItemContext,
  { changes, mismatches, uploads }: Troubles,
): Promise<ImportItem> {
  const { md5, sizeBytes } = item;
  if (md5 === null || sizeBytes === null) throw copyFailed('no_checksum');
  const videoId = deps.newId();
  const objectKey = buildObjectKey({ ownerId: context.transfer.ownerId, videoId }, deps.newObjectName());
  const uploadId = await deps.media.begin(objectKey, nameOf(item).contentType);
  const { partBytes } = deps.planParts(sizeBytes);
  const place = { videoId, objectKey, uploadId, partBytes };
  const troubles = { changes, mismatches, uploads };
  const checkpoint = { md5, sizeBytes, ...place, hash: emptyMd5, isAdded: false, ...troubles };
  const next: ImportItem = { ...item, state: 'copying', bytesDone: 0, reason: null, checkpoint };
  await context.save(next);
  return next;
}
