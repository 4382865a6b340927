import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ItemContext, ItemRunner } from '../item-runner.ts';
import { arrived } from './arrived.ts';
import { carryItem } from './carry-item.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { createSlots } from './create-slots.ts';
import { fromSource } from './find-source.ts';
import { openUpload } from './open-upload.ts';
import { sendChunks } from './send-chunks.ts';
import { findCopy, isVerified } from './verify-copy.ts';

/** A document lies in memory as a whole, and twice as it arrives: with four of them a worker takes 183 MiB. */
const atOnce = 1;

/**
 * A Google document in another format. No two exports have the same bytes, so an upload that was cut cannot be continued by
 * somebody else: unless it got through, the document is exported again. What arrives is no Google document, so its id can be
 * generated before.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export
 */
export function createDocumentExporter(): ItemRunner {
  const slots = createSlots(atOnce);
  return (item, context) => carryItem(item, context, (one) => slots(() => sendExport(one, context)));
}

async function sendExport(item: CopyItem, context: ItemContext): Promise<CopyItem> {
  context.signal.throwIfAborted();
  const { expected } = item.checkpoint;
  if (expected && isVerified(item, await findCopy(item, context))) return arrived(item, expected.sizeBytes, context);
  const bytes = await readExport(item, context);
  const content = expectedOfBytes(bytes);
  const checkpoint = { ...item.checkpoint, expected: content, sessionUrl: null };
  const ready = await openUpload({ ...item, bytesDone: 0, checkpoint }, content, context);
  return sendChunks(ready, content, context, async (start, end) => Readable.from([bytes.subarray(start, end + 1)]));
}

function readExport({ itemId, exportType }: CopyItem, { source, signal }: ItemContext): Promise<Buffer> {
  if (exportType === null) throw new Error('The plan has not said into which format this goes.');
  return fromSource(() => source.export(itemId, exportType, signal));
}

function expectedOfBytes(bytes: Buffer): ExpectedBytes {
  const [md5, sha256] = ['md5', 'sha256'].map((name) => createHash(name).update(bytes).digest('hex'));
  return { sizeBytes: bytes.length, md5: md5 ?? null, sha256: sha256 ?? null };
}
