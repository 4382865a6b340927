import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { admit, type Call } from './access.ts';
import { type Drive, newFileId } from './drive.ts';
import { driveError, invalidParameter } from './drive-error.ts';
import { isNative, isShortcut } from './drive-file.ts';
import { idKinds } from './generated-ids.ts';

/** `GET /drive/v3/files/generateIds`. @throws GoogleApiError */
export function handleGenerateIds(drive: Drive, exchange: Exchange): Answer {
  const call = admit(drive, exchange, 'change', 'other');
  const count = Number(exchange.query.get('count') ?? 10);
  const space = exchange.query.get('space') ?? 'drive';
  if (!Number.isInteger(count) || count < 1 || count > 1000) throw invalidParameter('count', 'Invalid Value');
  const kind = idKinds.find((known) => known === (exchange.query.get('type') ?? 'files'));
  if (!kind) throw invalidParameter('type', 'Invalid Value');
  const ids = Array.from({ length: count }, newFileId);
  inTransaction(drive.context.database, () => {
    for (const id of ids) drive.ids.add(id, call.sub, kind);
  });
  return jsonAnswer(200, { kind: 'drive#generatedIds', space, ids });
}

/**
 * The id of a new file: a given one must have been generated for this user and be free; native documents take none.
 * @throws GoogleApiError 409 `fileIdInUse`, 400
 */
export function takeId(drive: Drive, call: Call, id: string | undefined, mimeType: string): string {
  if (id === undefined) return newFileId();
  if (isNative({ mimeType }))
    throw driveError(400, 'badRequest', 'Generated IDs are not supported for Docs Editors formats.');
  if (drive.files.find(id)) throw driveError(409, 'fileIdInUse');
  if (
    drive.options.refusesForeignIds &&
    !drive.ids.isOf(id, call.sub, isShortcut({ mimeType }) ? 'shortcuts' : 'files')
  ) {
    throw driveError(400, 'invalid', 'The provided file ID is not usable.');
  }
  return id;
}
