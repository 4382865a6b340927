import { createHash } from 'node:crypto';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, requireFile } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError, invalidParameter } from './drive-error.ts';
import { type DriveFile, isNative } from './drive-file.ts';
import { exportTypesOf } from './export-formats.ts';

/**
 * `GET /drive/v3/files/{id}/export?mimeType=…`: no range, no length, and other bytes each time the document changes.
 * @throws GoogleApiError
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export
 */
export function handleFilesExport(drive: Drive, exchange: Exchange, id: string): Answer {
  const call = admit(drive, exchange, 'read', 'download');
  const { file } = requireFile(drive, call, id);
  const mimeType = exchange.query.get('mimeType');
  if (!mimeType) throw invalidParameter('mimeType', 'Required parameter: mimeType', 'required');
  if (!isNative(file)) throw driveError(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
  if (!exportTypesOf(file.mimeType).includes(mimeType)) {
    throw driveError(400, 'badRequest', 'The requested conversion is not supported.');
  }
  if (file.exportBytes > drive.options.exportBytes) throw driveError(403, 'exportSizeLimitExceeded');
  return { status: 200, headers: { 'content-type': mimeType }, body: renditionOf(file, mimeType) };
}

/** Text of the right length that follows from the document's version. */
function renditionOf({ id, version, exportBytes, name }: DriveFile, mimeType: string): string {
  const seed = createHash('sha256').update(`${id}/${version}/${mimeType}`).digest('hex');
  return `${name}\n${seed.repeat(Math.ceil(exportBytes / seed.length))}`.slice(0, exportBytes);
}
