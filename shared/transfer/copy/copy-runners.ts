import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemRunner } from '../item-runner.ts';
import { copyFile } from './copy-file.ts';
import { createDocumentExporter } from './export-document.ts';
import { makeFolder } from './make-folder.ts';
import { makeShortcut } from './make-shortcut.ts';

/** What a worker does with items that go to a Drive, by their action. */
export function createCopyRunners() {
  return {
    folder: makeFolder,
    copy: copyFile,
    export: createDocumentExporter(),
    shortcut: makeShortcut,
  } satisfies Partial<Record<TransferItem['action'], ItemRunner>>;
}
