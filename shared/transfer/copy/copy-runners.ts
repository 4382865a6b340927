import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemRunner } from '../item-runner.ts';
import { copyFile } from './copy-file.ts';
import { exportDocument } from './export-document.ts';
import { makeFolder } from './make-folder.ts';
import { makeShortcut } from './make-shortcut.ts';

/** What is done with an item that goes to a Drive, by its action. */
export const copyRunners = {
  folder: makeFolder,
  copy: copyFile,
  export: exportDocument,
  shortcut: makeShortcut,
} as const satisfies Partial<Record<TransferItem['action'], ItemRunner>>;
