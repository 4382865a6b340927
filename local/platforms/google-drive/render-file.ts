import { atLeast, type Call, isTrashed, type Role } from './access.ts';
import type { Drive } from './drive.ts';
import { type DriveFile, isFolder, isNative, isShortcut } from './drive-file.ts';
import { exportTypesOf } from './export-formats.ts';

/** Fields of an answer that asks for none. */
export const defaultFileFields = 'kind,id,name,mimeType,resourceKey';

const time = (ms: number) => new Date(ms).toISOString();

/** A file as the API shows it: 64-bit numbers are strings, what a kind of file does not have is missing. */
export function renderFile(drive: Drive, call: Call, file: DriveFile, role: Role) {
  const trashed = isTrashed(drive, file);
  const { content, ownerSub, driveId, shortcut } = file;
  const owner = drive.google.accounts.find(({ sub }) => sub === ownerSub);
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    ...(file.description !== null && { description: file.description }),
    starred: file.starred,
    trashed,
    explicitlyTrashed: file.trashedMs !== null,
    ...(file.trashedMs !== null && { trashedTime: time(file.trashedMs) }),
    ...(file.parentId !== null && canSeeParent(drive, call, file) && { parents: [file.parentId] }),
    ...(Object.keys(file.properties).length > 0 && { properties: file.properties }),
    ...(Object.keys(file.appProperties).length > 0 &&
      file.projectId === call.caller.projectId && { appProperties: file.appProperties }),
    spaces: ['drive'],
    version: String(file.version),
    createdTime: time(file.createdMs),
    modifiedTime: time(file.modifiedMs),
    ...(driveId === null ? renderOwner(owner, call, file) : { driveId, teamDriveId: driveId }),
    shared: file.permissions.some(({ role: granted }) => granted !== 'owner') || driveId !== null,
    capabilities: renderCapabilities(file, role),
    ...(content && renderContent(file, content, ownerSub === call.sub)),
    ...(isNative(file) && {
      exportLinks: Object.fromEntries(
        exportTypesOf(file.mimeType).map((type) => [
          type,
          `https://docs.google.com/export?id=${file.id}&mimeType=${type}`,
        ]),
      ),
      size: '1024',
      quotaBytesUsed: '1024',
    }),
    ...(shortcut && { shortcutDetails: shortcut }),
    webViewLink: `https://drive.google.com/file/d/${file.id}/view`,
  };
}

function canSeeParent(drive: Drive, call: Call, file: DriveFile): boolean {
  if (file.driveId !== null || file.ownerSub === call.sub) return true;
  const parent = file.parentId === null ? undefined : drive.files.find(file.parentId);
  return parent?.permissions.some(({ id }) => id === call.sub) ?? false;
}

function renderOwner(owner: { name: string; email: string; sub: string } | undefined, call: Call, file: DriveFile) {
  const permission = owner && {
    kind: 'drive#user',
    displayName: owner.name,
    me: owner.sub === call.sub,
    permissionId: owner.sub,
    emailAddress: owner.email,
  };
  return { ownedByMe: file.ownerSub === call.sub, owners: permission ? [permission] : [] };
}

function renderContent(file: DriveFile, content: NonNullable<DriveFile['content']>, isOwn: boolean) {
  return {
    size: String(content.bytes),
    quotaBytesUsed: isOwn ? String(content.bytes) : '0',
    md5Checksum: content.md5,
    sha1Checksum: content.sha1,
    sha256Checksum: content.sha256,
    headRevisionId: content.revisionId,
    ...(content.video && {
      videoMediaMetadata: {
        width: content.video.width,
        height: content.video.height,
        durationMillis: String(content.video.durationMs),
      },
    }),
    originalFilename: file.originalFilename ?? file.name,
    webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
  };
}

function renderCapabilities(file: DriveFile, role: Role) {
  const canEdit = atLeast(role, 'writer');
  const isForbidden = (what: DriveFile['oddities'][number]) => file.oddities.includes(what);
  // Whoever may only read is bound by the owner's wish that nobody downloads or copies.
  const canDownload = !isFolder(file) && !(isForbidden('downloadForbidden') && !canEdit);
  return {
    canDownload,
    canCopy: !isFolder(file) && !isForbidden('copyForbidden'),
    canEdit,
    canRename: canEdit,
    canAddChildren: isFolder(file) && canEdit,
    canListChildren: isFolder(file),
    canReadRevisions: canEdit && !isFolder(file) && !isShortcut(file),
    canTrash: file.driveId === null ? role === 'owner' : atLeast(role, 'fileOrganizer'),
    canDelete: file.driveId === null ? role === 'owner' : atLeast(role, 'organizer'),
    canMoveItemWithinDrive: canEdit,
    canShare: canEdit,
  };
}
