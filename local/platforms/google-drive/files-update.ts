import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { admit, assertRole, atLeast, type Call, pathOf, type Role, requireFile, requireParent } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import type { DriveFile } from './drive-file.ts';
import { applyResource, parseFileResource } from './file-resource.ts';
import { recordInLedger } from './record-file.ts';
import { renderFile } from './render-file.ts';

/**
 * `PATCH /drive/v3/files/{id}`: metadata, the place, the bin.
 * @throws GoogleApiError
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/update
 */
export async function handleFilesUpdate(drive: Drive, exchange: Exchange, id: string): Promise<Answer> {
  const call = admit(drive, exchange, 'change', 'edit');
  const resource = parseFileResource(await exchange.text());
  if (resource.parents) {
    throw driveError(403, 'fieldNotWritable', 'The resource body includes fields which are not directly writable.');
  }
  const { file, role } = requireFile(drive, call, id);
  assertRole(role, 'writer');
  if (resource.trashed !== undefined) assertMayTrash(file, role);
  const changed = inTransaction(drive.context.database, () => {
    const lagMs = drive.options.listLagSeconds * 1000;
    const next = applyResource(move(drive, call, file, exchange), resource, call.nowMs, lagMs);
    const trashedMs = resource.trashed === undefined ? file.trashedMs : trashTime(file, resource.trashed, call.nowMs);
    const stored = { ...next, trashedMs };
    drive.files.put(stored);
    recordInLedger(drive, stored);
    return stored;
  });
  if (resource.trashed === true && file.trashedMs === null) drive.context.stats.add('drive', 'filesTrashed');
  return jsonAnswer(200, renderFile(drive, call, changed, role));
}

function trashTime(file: DriveFile, trashed: boolean, nowMs: number): number | null {
  return trashed ? (file.trashedMs ?? nowMs) : null;
}

function assertMayTrash(file: DriveFile, role: Role): void {
  if (file.parentId === null) throw driveError(403, 'insufficientFilePermissions');
  assertRole(role, file.driveId === null ? 'owner' : 'fileOrganizer');
}

/** A file lies in one folder: whoever adds another one takes it out of the first. */
function move(drive: Drive, call: Call, file: DriveFile, { query }: Exchange): DriveFile {
  const added = query.get('addParents');
  if (added === null) return file;
  const parent = requireParent(drive, call, added);
  if (pathOf(drive, parent).some(({ id }) => id === file.id)) {
    throw driveError(403, 'cannotAddParent', 'A folder cannot be moved into itself or a folder below it.');
  }
  if (file.parentId !== parent.id && query.get('removeParents') !== file.parentId) {
    throw driveError(403, 'cannotAddParent', 'A file cannot have more than one parent.');
  }
  return { ...file, parentId: parent.id, driveId: parent.driveId };
}

/** `DELETE /drive/v3/files/{id}`: for good, with everything below. @throws GoogleApiError */
export function handleFilesDelete(drive: Drive, exchange: Exchange, id: string): Answer {
  const call = admit(drive, exchange, 'change', 'edit');
  const { file, role } = requireFile(drive, call, id);
  const isAllowed = file.parentId !== null && atLeast(role, file.driveId === null ? 'owner' : 'organizer');
  if (!isAllowed) throw driveError(403, 'insufficientFilePermissions');
  inTransaction(drive.context.database, () => removeTree(drive, file, call.nowMs));
  return emptyAnswer(204);
}

function removeTree(drive: Drive, file: DriveFile, nowMs: number): void {
  for (const child of drive.files.listChildren(file.id)) removeTree(drive, child, nowMs);
  drive.files.remove(file.id);
  drive.context.ledger.erase('drive', file.id, nowMs);
  drive.context.stats.add('drive', 'filesDeleted');
}
