import { inTransaction } from '../storage/open-database.ts';
import { storageOf } from './about-get.ts';
import { type Call, requireFile, requireParent } from './access.ts';
import { blankFile, type Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import { type Content, type DriveFile, isShortcut } from './drive-file.ts';
import { applyResource, type FileResource } from './file-resource.ts';
import { takeId } from './generate-ids.ts';
import { recordInLedger } from './record-file.ts';

/** A file that may be created as it is asked for, but does not exist yet. */
export interface NewFile {
  readonly resource: FileResource;
  readonly mimeType: string;
}

/**
 * Checks whether a file may come into existence, and what it would be.
 * @param uploadType the media type of its bytes, where there are any
 * @throws GoogleApiError
 */
export function planFile(drive: Drive, call: Call, { resource, mimeType }: NewFile): DriveFile {
  if (resource.parents && resource.parents.length > 1) {
    throw driveError(400, 'invalid', 'A file cannot be created in multiple parents.');
  }
  const parent = requireParent(drive, call, resource.parents?.[0] ?? 'root');
  const lagMs = drive.options.listLagSeconds * 1000;
  const blank: DriveFile = {
    ...blankFile(takeId(drive, call, resource.id, mimeType), call.nowMs),
    projectId: call.caller.projectId,
    mimeType,
    parentId: parent.id,
    driveId: parent.driveId,
    ownerSub: parent.driveId === null ? (parent.ownerSub ?? call.sub) : null,
    listedMs: call.nowMs + lagMs,
    shortcut: planShortcut(drive, call, resource, mimeType),
  };
  const { mimeType: _given, ...rest } = resource;
  return applyResource({ ...blank, ownerSub: parent.driveId === null ? call.sub : null }, rest, call.nowMs, lagMs);
}

function planShortcut(drive: Drive, call: Call, { shortcutDetails }: FileResource, mimeType: string) {
  if (!isShortcut({ mimeType })) return null;
  if (!shortcutDetails) throw driveError(400, 'invalid', 'The shortcut target is required.');
  const { file: target } = requireFile(drive, { ...call, allDrives: true }, shortcutDetails.targetId);
  return { targetId: target.id, targetMimeType: target.mimeType };
}

/** Brings a file into existence: row and ledger in one transaction. @throws GoogleApiError 409, 403 */
export function createFile(drive: Drive, call: Call, planned: DriveFile, content: Content | null): DriveFile {
  return inTransaction(drive.context.database, () => {
    if (drive.files.find(planned.id)) throw driveError(409, 'fileIdInUse');
    if (content) assertStorage(drive, call, planned, content.bytes);
    const file = { ...planned, content };
    drive.files.put(file);
    recordInLedger(drive, file);
    drive.context.stats.add('drive', 'filesCreated');
    return file;
  });
}

/** Shared drives do not count against anybody's storage. @throws GoogleApiError 403 `storageQuotaExceeded` */
export function assertStorage(drive: Drive, call: Call, file: DriveFile, bytes: number): void {
  const limit = storageOf(drive, call.caller.account.id);
  if (file.driveId !== null || limit === null) return;
  if (drive.files.bytesOwnedBy(call.sub) + bytes > limit) throw driveError(403, 'storageQuotaExceeded');
}
