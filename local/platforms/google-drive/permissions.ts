import * as z from 'zod';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, assertRole, requireFile } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import type { DrivePermission } from './drive-file.ts';
import { parseJson } from './file-resource.ts';

const wishSchema = z.looseObject({
  type: z.enum(['user', 'anyone']),
  role: z.enum(['writer', 'commenter', 'reader']),
  emailAddress: z.string().optional(),
});

const render = (permission: DrivePermission) => ({ kind: 'drive#permission', ...permission });

/**
 * `POST /drive/v3/files/{id}/permissions`: shares a file or a folder with all below it. The same grantee has one permission.
 * @throws GoogleApiError
 */
export async function handlePermissionsCreate(drive: Drive, exchange: Exchange, id: string): Promise<Answer> {
  const call = admit(drive, exchange, 'change', 'other');
  const { file, role } = requireFile(drive, call, id);
  assertRole(role, 'writer');
  const wish = wishSchema.safeParse(parseJson((await exchange.text()) || '{}'));
  if (!wish.success) throw driveError(400, 'invalidSharingRequest', 'The permission is not valid.');
  const { type, emailAddress = null } = wish.data;
  const grantee = drive.google.accounts.find(({ email }) => email === emailAddress);
  if (type === 'user' && !grantee) throw driveError(400, 'invalidSharingRequest', 'There is no such account.');
  const permission: DrivePermission = {
    id: grantee?.sub ?? 'anyoneWithLink',
    type,
    role: wish.data.role,
    emailAddress,
  };
  const others = file.permissions.filter((one) => one.id !== permission.id);
  drive.files.put({ ...file, permissions: [...others, permission] });
  return jsonAnswer(200, render(permission));
}

/** `GET /drive/v3/files/{id}/permissions`. @throws GoogleApiError */
export function handlePermissionsList(drive: Drive, exchange: Exchange, id: string): Answer {
  const call = admit(drive, exchange, 'see', 'other');
  const { file } = requireFile(drive, call, id);
  return jsonAnswer(200, { kind: 'drive#permissionList', permissions: file.permissions.map(render) });
}

/** `DELETE /drive/v3/files/{id}/permissions/{permissionId}`. @throws GoogleApiError */
export function handlePermissionsDelete(drive: Drive, exchange: Exchange, id: string, permissionId: string): Answer {
  const call = admit(drive, exchange, 'change', 'other');
  const { file, role } = requireFile(drive, call, id);
  assertRole(role, 'writer');
  drive.files.put({ ...file, permissions: file.permissions.filter((one) => one.id !== permissionId) });
  return emptyAnswer(204);
}
