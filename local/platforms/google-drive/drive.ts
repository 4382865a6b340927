import { randomBytes } from 'node:crypto';
import { openUploadSessions, type UploadSessions } from '../google-api/resumable/upload-sessions.ts';
import { type GoogleAccounts, openGoogleAccounts } from '../google-oauth/google-accounts.ts';
import type { PlatformContext } from '../platform.ts';
import { type DriveFile, folderType } from './drive-file.ts';
import type { DriveOptions } from './drive-options.ts';
import { type FilesTable, openFilesTable } from './files-table.ts';
import { type GeneratedIds, openGeneratedIds } from './generated-ids.ts';
import { type DriveQuota, openDriveQuota } from './quota.ts';

export const drivePrefix = '/drive';

/** Everything the handlers of simulated Google Drive work on. */
export interface Drive {
  readonly context: PlatformContext;
  readonly options: DriveOptions;
  readonly google: GoogleAccounts;
  readonly files: FilesTable;
  readonly sessions: UploadSessions;
  readonly ids: GeneratedIds;
  readonly quota: DriveQuota;
}

/** Opens simulated Drive on the shared state; every account and shared drive has its root. */
export function openDrive(context: PlatformContext): Drive {
  const drive: Drive = {
    context,
    options: context.options.drive,
    google: openGoogleAccounts(context),
    files: openFilesTable(context.database),
    sessions: openUploadSessions(context, 'drive', ['md5', 'sha1', 'sha256']),
    ids: openGeneratedIds(context.database),
    quota: openDriveQuota(context),
  };
  for (const { sub } of drive.google.accounts) makeRoot(drive, rootIdOf(sub), { ownerSub: sub, name: 'My Drive' });
  for (const { id, name } of drive.options.sharedDrives) makeRoot(drive, id, { ownerSub: null, driveId: id, name });
  return drive;
}

/** The folder that everything of an account lies in; `root` is another name for it. */
export function rootIdOf(sub: string): string {
  return `0AMyDrive${sub}`;
}

/** An id as Drive makes them today: 33 characters. */
export function newFileId(): string {
  return `1${randomBytes(24).toString('base64url')}`;
}

function makeRoot(drive: Drive, id: string, of: Partial<DriveFile> & { name: string }): void {
  if (drive.files.find(id)) return;
  drive.files.put({ ...blankFile(id, drive.context.clock.nowMs()), mimeType: folderType, ...of });
}

/** A file before anything is known about it. */
export function blankFile(id: string, nowMs: number): DriveFile {
  return {
    id,
    ownerSub: null,
    driveId: null,
    parentId: null,
    projectId: '',
    name: 'Untitled',
    mimeType: 'application/octet-stream',
    description: null,
    starred: false,
    createdMs: nowMs,
    modifiedMs: nowMs,
    trashedMs: null,
    listedMs: nowMs,
    version: 1,
    appProperties: {},
    properties: {},
    shortcut: null,
    permissions: [],
    content: null,
    originalFilename: null,
    exportBytes: 20_000,
    oddities: [],
  };
}
