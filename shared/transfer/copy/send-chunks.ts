import type { Readable } from 'node:stream';
import type { DriveUploadAnswer } from '../../domain/drive/drive-api.ts';
import type { ItemContext } from '../item-runner.ts';
import { afterFailedChunk } from './after-failed-chunk.ts';
import { arrived } from './arrived.ts';
import { afterLostSession } from './ask-upload.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { chunkBytes } from './chunk-bytes.ts';
import { destinationOf } from './destination-of.ts';
import { pacedBody } from './paced-body.ts';
import { storeProgress } from './store-progress.ts';

/** Bytes `start` to `end` of the content, both included. */
export type OpenContent = (start: number, end: number) => Promise<Readable>;

/**
 * Sends the rest of the content, chunk by chunk, each followed by what the session says that it has.
 * @returns the item: `verifying`, or `copying` when the turn is over or the session is gone
 */
export async function sendChunks(
  ready: CopyItem,
  expected: ExpectedBytes,
  context: ItemContext,
  open: OpenContent,
): Promise<CopyItem> {
  let item = ready;
  for (;;) {
    const { sessionUrl } = item.checkpoint;
    const isOver = context.clock.now() >= context.startUntil;
    if (item.state !== 'copying' || sessionUrl === null || isOver) return item;
    let answer: DriveUploadAnswer;
    try {
      answer = await sendChunk(item, sessionUrl, expected.sizeBytes, context, open);
    } catch (error) {
      item = await afterFailedChunk(item, expected, context, error);
      continue;
    }
    if (answer.state === 'finished') item = await arrived(item, expected.sizeBytes, context);
    else if (answer.state === 'gone') item = await afterLostSession(item, expected, context);
    else item = await storeProgress(item, answer.receivedBytes, context);
  }
}

async function sendChunk(
  { bytesDone: start }: CopyItem,
  sessionUrl: string,
  totalBytes: number,
  context: ItemContext,
  open: OpenContent,
): Promise<DriveUploadAnswer> {
  const { drive } = destinationOf(context);
  const bytes = chunkBytes(start, totalBytes, context.transfer.options.bytesPerSecond);
  // It has every byte and has said so: the question how far it is makes it finish.
  if (bytes <= 0) return drive.askUpload(sessionUrl, totalBytes, context.signal);
  const body = pacedBody(await open(start, start + bytes - 1), context);
  return drive.sendChunk(sessionUrl, { start, bytes, totalBytes, body }, context.signal);
}
