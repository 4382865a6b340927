import { randomBytes } from 'node:crypto';
import { receiveMedia } from '../google-api/receive-media.ts';
import { beginSession } from '../google-api/resumable/begin-session.ts';
import { openUploadFile } from '../google-api/resumable/upload-file.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';
import { storeUpload, toContent } from './drive-uploads.ts';
import { renderFile } from './render-file.ts';
import { admitUpload } from './upload-plan.ts';

/** @see https://developers.google.com/workspace/drive/api/guides/manage-uploads */
const maxFileBytes = 5_497_558_138_880;
const maxSimpleBytes = 5 * 1024 ** 2;

/**
 * Opens an upload session for a new file, or for new bytes of an existing one.
 * @param fileId null = a new file
 * @throws GoogleApiError
 */
export async function openUploadSession(drive: Drive, exchange: Exchange, fileId: string | null): Promise<Answer> {
  const { headers } = exchange.request;
  const declared = headers['x-upload-content-length'];
  const totalBytes = declared === undefined ? null : Number(declared);
  if (totalBytes !== null && !(Number.isSafeInteger(totalBytes) && totalBytes >= 0)) {
    throw driveError(400, 'badRequest', 'Invalid X-Upload-Content-Length.');
  }
  if ((totalBytes ?? 0) > maxFileBytes) throw driveError(413, 'uploadTooLarge', 'The file is too large.');
  const mediaType = String(headers['x-upload-content-type'] ?? 'application/octet-stream');
  const resource = await exchange.text();
  const { call, intent } = admitUpload(drive, exchange, { fileId, resource, mediaType }, totalBytes);
  drive.context.stats.add('drive', 'sessionsOpened');
  const session = { sub: call.sub, totalBytes, contentType: mediaType, fileName: null, payload: intent };
  return beginSession(drive.sessions, exchange, session, drive.options.sessionSeconds);
}

/**
 * A whole small file in one request, with `uploadType` media or multipart.
 * @throws GoogleApiError
 */
export async function receiveWholeFile(drive: Drive, exchange: Exchange, fileId: string | null): Promise<Answer> {
  const id = randomBytes(48).toString('base64url');
  const file = openUploadFile(drive.sessions.filePath(id), null, ['md5', 'sha1', 'sha256']);
  await file.begin();
  const media = await receiveMedia(exchange, (chunk) => file.append(chunk)).finally(() => file.end(true));
  const bytes = file.storedBytes();
  drive.context.stats.add('drive', 'bytesReceived', bytes);
  if (!media || bytes > maxSimpleBytes) {
    await file.remove();
    return driveError(bytes > maxSimpleBytes ? 413 : 400, 'uploadTooLarge', 'Use a resumable upload.').toAnswer();
  }
  const wish = { fileId, resource: media.json, mediaType: media.mediaType };
  const content = toContent(drive, { bytes, digests: await file.digest(), blobId: id });
  const { call, intent } = admitUpload(drive, exchange, wish, bytes);
  return jsonAnswer(200, renderFile(drive, call, storeUpload(drive, call, intent, content), 'owner'));
}
