import { pipeline, type Readable, Transform } from 'node:stream';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { isUploadGone } from '../../domain/videos/part-sink.ts';
import { sizeOfPart } from '../../domain/videos/upload-parts.ts';
import { collectBuffers } from '../../platforms/collect-buffers.ts';
import { fromSource } from '../copy/find-source.ts';
import { pacedBody } from '../copy/paced-body.ts';
import type { ItemContext } from '../item-runner.ts';
import { beginAfterLoss, beginWithChanged } from './begin-again.ts';
import type { ImportItem } from './checkpoint.ts';
import type { ImportDeps } from './import-deps.ts';
import { storageTrouble } from './import-errors.ts';
import { type RunningMd5, resumeMd5 } from './running-md5.ts';

/**
 * Carries the rest of the bytes, one part after the other, each of which is stored when it is there: what a worker that dies
 * has sent in vain is one part at most.
 * @returns the item: `verifying`, or `copying` when the turn is over or everything begins anew
 */
export async function sendParts(deps: ImportDeps, ready: ImportItem, context: ItemContext): Promise<TransferItem> {
  let item = ready;
  while (item.checkpoint.hash.bytes < item.checkpoint.sizeBytes) {
    if (context.clock.now() >= context.startUntil) return item;
    const hash = resumeMd5(item.checkpoint.hash);
    try {
      await sendPart(deps, item, hash, context);
    } catch (error) {
      return afterFailedPart(deps, item, context, error);
    }
    const state = hash.save();
    const bytesDone = state.bytes;
    // One that moves on is healthy, however often it has failed before.
    item = { ...item, bytesDone, failures: 0, checkpoint: { ...item.checkpoint, hash: state } };
    await context.save(item);
  }
  return { ...item, state: 'verifying' };
}

async function sendPart(deps: ImportDeps, item: ImportItem, hash: RunningMd5, context: ItemContext): Promise<void> {
  const { source, signal } = context;
  const { partBytes, sizeBytes, hash: sent } = item.checkpoint;
  const partNumber = sent.bytes / partBytes + 1;
  const bytes = sizeOfPart(sizeBytes, partBytes, partNumber);
  const stream = await fromSource(() => source.download(item.itemId, sent.bytes, sent.bytes + bytes - 1, signal));
  const body = hashedBody(pacedBody(stream, context), hash);
  await deps.parts.send(item.checkpoint, { partNumber, sizeBytes: bytes, body }, signal);
  collectBuffers();
}

function hashedBody(body: Readable, hash: RunningMd5): Readable {
  const hashed = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  // Whichever end fails, the other one is closed; the error itself comes out of the hashed stream.
  pipeline(body, hashed, () => undefined);
  return hashed;
}

/** @throws PlatformError why the item cannot go on now, or at all; the reason of the turn's end */
async function afterFailedPart(
  deps: ImportDeps,
  item: ImportItem,
  context: ItemContext,
  error: unknown,
): Promise<TransferItem> {
  context.signal.throwIfAborted();
  if (isUploadGone(error)) return beginAfterLoss(deps, item, context, error);
  if (!(error instanceof PlatformError)) throw storageTrouble(error);
  // It became shorter.
  if (error.causeCode === 'requestedRangeNotSatisfiable') return beginWithChanged(deps, item, context);
  throw error;
}
