import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit } from './access.ts';
import type { Drive } from './drive.ts';
import { type Content, isFolder, isNative, isShortcut } from './drive-file.ts';
import { parseFileResource } from './file-resource.ts';
import { createFile, planFile } from './new-file.ts';
import { renderFile } from './render-file.ts';

const emptyContent: Omit<Content, 'revisionId'> = {
  bytes: 0,
  md5: 'd41d8cd98f00b204e9800998ecf8427e',
  sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  blobId: null,
  video: null,
};

/** `POST /drive/v3/files`: a folder, a shortcut, a document or an empty file. @throws GoogleApiError */
export async function handleFilesCreate(drive: Drive, exchange: Exchange): Promise<Answer> {
  const call = admit(drive, exchange, 'change', 'edit');
  const resource = parseFileResource(await exchange.text());
  const mimeType = resource.mimeType ?? 'application/octet-stream';
  const planned = planFile(drive, call, { resource, mimeType });
  const hasBytes = !isFolder(planned) && !isShortcut(planned) && !isNative(planned);
  const content = hasBytes ? { ...emptyContent, revisionId: `0B${planned.id}` } : null;
  return jsonAnswer(200, renderFile(drive, call, createFile(drive, call, planned, content), 'owner'));
}
