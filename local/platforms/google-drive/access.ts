import { authorizeCaller } from '../google-api/authorize-caller.ts';
import type { Caller } from '../google-oauth/google-accounts.ts';
import { toScope } from '../google-oauth/scopes.ts';
import type { Exchange } from '../platform.ts';
import { type Drive, rootIdOf } from './drive.ts';
import { driveError, notFound } from './drive-error.ts';
import { type DriveFile, isFolder } from './drive-file.ts';
import type { UnitCost } from './quota.ts';

/** Scopes that let a caller see names and dates, read contents, or change something. */
export const scopesFor = {
  see: ['drive', 'drive.readonly', 'drive.file', 'drive.metadata', 'drive.metadata.readonly'],
  read: ['drive', 'drive.readonly', 'drive.file'],
  change: ['drive', 'drive.file'],
} as const;

export type Role = 'owner' | 'organizer' | 'fileOrganizer' | 'writer' | 'commenter' | 'reader';
const ranks: readonly Role[] = ['reader', 'commenter', 'writer', 'fileOrganizer', 'organizer', 'owner'];

export const atLeast = (role: Role, wanted: Role) => ranks.indexOf(role) >= ranks.indexOf(wanted);

/** A call that was let in. */
export interface Call {
  readonly caller: Caller;
  readonly sub: string;
  readonly nowMs: number;
  /** Whether the client understands shared drives; without it what lies there does not exist. */
  readonly allDrives: boolean;
}

/**
 * Lets a call in: token, scope, the user's rate.
 * @throws GoogleApiError 401, 403
 */
export function admit(drive: Drive, exchange: Exchange, what: keyof typeof scopesFor, cost: UnitCost): Call {
  const caller = authorizeCaller(drive.google, exchange, scopesFor[what]);
  const { sub } = caller.account;
  drive.quota.charge({ projectId: caller.projectId, sub }, exchange.nowMs, cost);
  return { caller, sub, nowMs: exchange.nowMs, allDrives: exchange.query.get('supportsAllDrives') === 'true' };
}

/** The caller's role at a file, by itself or by a folder above it; undefined = it does not exist for them. */
export function roleAt(drive: Drive, { caller, sub, allDrives }: Call, file: DriveFile): Role | undefined {
  if (!mayAppSee(caller, file)) return undefined;
  if (file.driveId !== null) {
    if (!allDrives) return undefined;
    const shared = drive.options.sharedDrives.find(({ id }) => id === file.driveId);
    return shared?.members.find(({ account }) => account === caller.account.id)?.role;
  }
  if (file.ownerSub === sub) return 'owner';
  const granted = pathOf(drive, file).flatMap(({ permissions }) =>
    permissions.filter(({ id, type }) => id === sub || type === 'anyone').map(({ role }) => role),
  );
  return granted.toSorted((one, other) => ranks.indexOf(other) - ranks.indexOf(one))[0];
}

/** With `drive.file` alone an app sees what it has made, and the root that this lies in. */
function mayAppSee({ scopes, projectId }: Caller, file: DriveFile): boolean {
  const isWide = scopes.some((scope) => scope !== toScope('drive.file') && scope.startsWith(toScope('drive')));
  return isWide || file.projectId === projectId || file.parentId === null;
}

/** The file and all folders above it. */
export function pathOf(drive: Drive, file: DriveFile): DriveFile[] {
  const path = [file];
  for (let at = file; at.parentId !== null; ) {
    const parent = drive.files.find(at.parentId);
    if (!parent) break;
    path.push(parent);
    at = parent;
  }
  return path;
}

/** In the bin itself, or with a folder above it. */
export function isTrashed(drive: Drive, file: DriveFile): boolean {
  return pathOf(drive, file).some(({ trashedMs }) => trashedMs !== null);
}

/** @throws GoogleApiError 404 for what the caller cannot see */
export function requireFile(drive: Drive, call: Call, id: string): { file: DriveFile; role: Role } {
  const file = drive.files.find(id === 'root' ? rootIdOf(call.sub) : id);
  const role = file && roleAt(drive, call, file);
  if (!file || !role) throw notFound(id);
  return { file, role };
}

/** @throws GoogleApiError 403 `insufficientFilePermissions` */
export function assertRole(role: Role, wanted: Role): void {
  if (!atLeast(role, wanted)) throw driveError(403, 'insufficientFilePermissions');
}

/** A folder that the caller may put something into. @throws GoogleApiError 404, 403 */
export function requireParent(drive: Drive, call: Call, id: string): DriveFile {
  const { file, role } = requireFile(drive, call, id);
  if (!isFolder(file)) throw driveError(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  assertRole(role, 'writer');
  if (file.parentId !== null && drive.files.countChildren(file.id) >= drive.options.maxChildren) {
    throw driveError(403, 'numChildrenInNonRootLimitExceeded');
  }
  return file;
}
