import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';
import { beginAgain } from './begin-again.ts';
import { buildCheckpoint, CopyCheckpoint, type CopyItem } from './checkpoint.ts';
import { findSource } from './find-source.ts';
import { fingerprintOf } from './fingerprint.ts';
import { withWordsOf } from './with-words-of.ts';

/**
 * Takes up an item that is new, is tried again by its user's wish, or was left by an earlier worker. Nothing is sent of a
 * source that has changed since its copy was begun.
 * @throws PlatformError `source_gone`
 */
export async function takeUp(item: TransferItem, context: ItemContext): Promise<CopyItem> {
  const stored = CopyCheckpoint.safeParse(item.checkpoint);
  const checkpoint = stored.success ? stored.data : null;
  const isUnderWay = item.state !== 'planned' && checkpoint !== null;
  if (isUnderWay && item.state !== 'copying') return { ...item, checkpoint };
  const source = await findSource(item, context);
  if (!isUnderWay) return begin(item, source, checkpoint);
  if (fingerprintOf(source) === checkpoint.fingerprint) return { ...item, checkpoint };
  return beginAgain({ ...item, checkpoint }, context, source);
}

/** @param earlier of a try that has failed: what it has made is still known, everything else counts anew */
function begin(item: TransferItem, source: DriveFile, earlier: CopyCheckpoint | null): CopyItem {
  const { ownId = null, givenUp = null, discard = null } = earlier ?? {};
  const checkpoint = { ...buildCheckpoint(source), ownId, givenUp, discard };
  return { ...withWordsOf(item, source), state: 'copying', bytesDone: 0, checkpoint };
}
