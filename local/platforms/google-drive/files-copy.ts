import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, requireFile } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import { isFolder } from './drive-file.ts';
import { parseFileResource } from './file-resource.ts';
import { createFile, planFile } from './new-file.ts';
import { renderFile } from './render-file.ts';

const maxCopyBytes = 750e9;

/**
 * `POST /drive/v3/files/{id}/copy`: the same bytes under the caller's name, without a download.
 * @throws GoogleApiError
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/copy
 */
export async function handleFilesCopy(drive: Drive, exchange: Exchange, id: string): Promise<Answer> {
  const call = admit(drive, exchange, 'change', 'edit');
  const wish = parseFileResource(await exchange.text());
  const { file } = requireFile(drive, call, id);
  if (isFolder(file) || file.oddities.includes('copyForbidden')) throw driveError(403, 'cannotCopyFile');
  const bytes = file.content?.bytes ?? 0;
  if (bytes > maxCopyBytes) throw driveError(403, 'cannotCopyFile');
  drive.quota.assertMayUpload(call.sub, call.nowMs);
  const parents = wish.parents ?? (file.ownerSub === call.sub && file.parentId ? [file.parentId] : undefined);
  const resource = {
    name: `Copy of ${file.name}`,
    ...(file.description !== null && { description: file.description }),
    ...(file.shortcut && { shortcutDetails: file.shortcut }),
    ...wish,
    ...(parents && { parents }),
  };
  const planned = planFile(drive, call, { resource, mimeType: file.mimeType });
  drive.quota.countUpload(call.sub, call.nowMs, bytes);
  const copy = createFile(drive, call, { ...planned, exportBytes: file.exportBytes }, file.content);
  return jsonAnswer(200, renderFile(drive, call, copy, 'owner'));
}
