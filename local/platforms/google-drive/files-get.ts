import { statSync } from 'node:fs';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, atLeast, type Role, requireFile } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import type { Content, DriveFile } from './drive-file.ts';
import { isFolder, isNative, isShortcut } from './drive-file.ts';
import { renderFile } from './render-file.ts';

/** `GET /drive/v3/files/{id}`: metadata, or with `alt=media` the bytes. @throws GoogleApiError */
export function handleFilesGet(drive: Drive, exchange: Exchange, id: string): Answer {
  if (exchange.query.get('alt') === 'media') return download(drive, exchange, id);
  const call = admit(drive, exchange, 'see', 'get');
  const { file, role } = requireFile(drive, call, id);
  return jsonAnswer(200, renderFile(drive, call, file, role));
}

/** @see https://developers.google.com/workspace/drive/api/guides/manage-downloads */
function download(drive: Drive, exchange: Exchange, id: string): Answer {
  const call = admit(drive, exchange, 'read', 'download');
  const { file, role } = requireFile(drive, call, id);
  const content = assertDownloadable(file, role, exchange.query.get('acknowledgeAbuse') === 'true');
  const range = readRange(exchange.request.headers.range, content.bytes);
  if (range === 'unsatisfiable') {
    return { ...driveError(416, 'requestedRangeNotSatisfiable', 'Request range not satisfiable').toAnswer() };
  }
  const { start, end } = range ?? { start: 0, end: content.bytes - 1 };
  const headers = { 'content-type': file.mimeType, 'accept-ranges': 'bytes' };
  drive.context.stats.add('drive', 'bytesSent', end - start + 1);
  if (content.bytes === 0) return { status: 200, headers };
  const path = drive.sessions.filePath(content.blobId ?? '');
  if (content.blobId === null || !statSync(path, { throwIfNoEntry: false })) {
    return driveError(500, 'internalError', 'The simulation has not kept the bytes of this file.').toAnswer();
  }
  const answer = { headers, file: { path, start, end } };
  if (!range) return { status: 200, ...answer };
  return { ...answer, status: 206, headers: { ...headers, 'content-range': `bytes ${start}-${end}/${content.bytes}` } };
}

function assertDownloadable(file: DriveFile, role: Role, acknowledgesAbuse: boolean): Content {
  const { oddities, content } = file;
  if (isFolder(file) || isShortcut(file) || isNative(file) || !content) throw driveError(403, 'fileNotDownloadable');
  const mayEdit = atLeast(role, 'writer');
  if (oddities.includes('downloadForbidden') && !mayEdit) throw driveError(403, 'cannotDownloadFile');
  const mayAcknowledge = role === 'owner' || role === 'organizer';
  if (oddities.includes('abusive') && !(acknowledgesAbuse && mayAcknowledge)) {
    throw driveError(403, 'cannotDownloadAbusiveFile');
  }
  if (oddities.includes('downloadQuotaExceeded')) throw driveError(403, 'downloadQuotaExceeded');
  return content;
}

/** The first range of the header; undefined without one. */
function readRange(header: string | undefined, bytes: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(0, bytes - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? bytes - 1 : Math.min(bytes - 1, Number(match[2]));
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end };
}
