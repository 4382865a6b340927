import { pathOf } from './access.ts';
import type { Drive } from './drive.ts';
import { type DriveFile, isFolder, isShortcut } from './drive-file.ts';

/** Writes what exists into the ledger: once per file, however often it changes. */
export function recordInLedger(drive: Drive, file: DriveFile): void {
  const { google, options } = drive;
  const owner = google.accounts.find(({ sub }) => sub === file.ownerSub)?.email;
  const shared = options.sharedDrives.find(({ id }) => id === file.driveId)?.name;
  drive.context.ledger.record({
    platform: 'drive',
    account: owner ?? shared ?? 'unknown',
    kind: kindOf(file),
    remoteId: file.id,
    title: file.name,
    // Names may hold any character: the path is told as JSON.
    description: JSON.stringify(
      pathOf(drive, file)
        .slice(1)
        .map(({ name }) => name)
        .toReversed(),
    ),
    privacy: file.trashedMs === null ? 'private' : 'trashed',
    publishAt: null,
    publishedAt: null,
    bytes: file.content?.bytes ?? null,
    sha256: file.content?.sha256 ?? null,
  });
}

function kindOf(file: DriveFile): string {
  if (isFolder(file)) return 'folder';
  return isShortcut(file) ? 'shortcut' : 'file';
}
