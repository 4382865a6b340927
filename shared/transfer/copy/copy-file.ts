import type { ItemRunner } from '../item-runner.ts';
import { askUpload } from './ask-upload.ts';
import { carryItem, type SendContent } from './carry-item.ts';
import { copyFailed } from './copy-errors.ts';
import { fromSource } from './find-source.ts';
import { openUpload } from './open-upload.ts';
import { sendChunks } from './send-chunks.ts';

/**
 * A file's bytes as they are: ranges of the source into one upload session, nothing on disk. A session that is there already
 * is asked what it has, because whoever opened it may have died in the middle of a chunk.
 */
export const copyFile: ItemRunner = (item, context) => carryItem(item, context, sendFile);

const sendFile: SendContent = async (item, context) => {
  const { expected, sessionUrl } = item.checkpoint;
  if (expected === null) throw copyFailed('no_checksum');
  const ready =
    sessionUrl === null ? await openUpload(item, expected, context) : await askUpload(item, expected, context);
  const { source, signal } = context;
  return sendChunks(ready, expected, context, (start, end) =>
    fromSource(() => source.download(item.itemId, start, end, signal)),
  );
};
