import { type DriveFile, isFolder, isNative } from '../../domain/drive/drive-file.ts';
import { chooseExport, withExtension } from '../../domain/transfers/export-format.ts';
import { whyNoVideo } from '../../domain/transfers/import-file.ts';
import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';

/** What becomes of a file, by what it is. */
export type Fate = Pick<TransferItem, 'action' | 'state' | 'exportType' | 'reason'> & {
  readonly notes: readonly NoteCode[];
  /** At the destination. */
  readonly name: string;
};

/** @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export */
const maxExportBytes = 10 * 1000 * 1000;
/** Tables of which a text file can hold one only. */
const oneSheetTypes = new Set(['text/csv', 'text/tab-separated-values']);

/** @param name of the file, or of the shortcut in whose place it arrives */
export function fateOf(transfer: Transfer, file: DriveFile, name: string): Fate {
  const fate = { action: transfer.kind, state: 'planned', exportType: null, reason: null, notes: [], name } as const;
  if (isFolder(file)) return fateOfFolder(transfer, file, fate);
  if (file.shortcut) return { ...fate, action: transfer.kind === 'copy' ? 'shortcut' : 'none', state: 'link' };
  if (transfer.kind === 'import') return fateOfVideo(file, fate);
  const exported = isNative(file) ? fateOfDocument(transfer, file, fate) : fate;
  // It keeps its action: once its owner allows it, it can be tried again.
  if (exported.action !== 'none' && !file.can.download) return failed(exported, 'no_download_permission');
  return exported;
}

function fateOfFolder({ kind }: Transfer, file: DriveFile, fate: Fate): Fate {
  const folder: Fate = { ...fate, action: kind === 'copy' ? 'folder' : 'none', state: 'listing' };
  return file.can.listChildren ? folder : failed(folder, 'no_list_permission');
}

function fateOfVideo(file: DriveFile, fate: Fate): Fate {
  const why = whyNoVideo(file);
  if (why) return skipped(fate, why);
  return file.can.download ? fate : failed(fate, 'no_download_permission');
}

function fateOfDocument({ options }: Transfer, file: DriveFile, fate: Fate): Fate {
  const format = chooseExport(file, options.exports);
  if (format === 'left') return skipped(fate, 'export_left');
  if (format === 'not_movable') return skipped(fate, 'not_movable');
  const notes: NoteCode[] = ['exported'];
  if (oneSheetTypes.has(format.mimeType)) notes.push('first_sheet_only');
  // Drive tells what the document takes, not what an export will: so this is a warning and no refusal.
  if ((file.sizeBytes ?? 0) > maxExportBytes) notes.push('export_may_be_too_large');
  const name = withExtension(fate.name, format.extension);
  return { ...fate, action: 'export', exportType: format.mimeType, notes, name };
}

const skipped = (fate: Fate, code: ReasonCode): Fate => ({
  ...fate,
  action: 'none',
  state: 'skipped',
  reason: reasonOf(code),
});
const failed = (fate: Fate, code: ReasonCode): Fate => ({ ...fate, state: 'failed', reason: reasonOf(code) });
