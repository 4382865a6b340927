import { type DriveFile, isNative } from '../../domain/drive/drive-file.ts';

/**
 * Changes whenever the content of a file does. `version` would too, but it also grows when somebody only stars or shares
 * the file; a document has no checksum, and the time of its last change is the best that Drive tells.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files#File
 */
export function fingerprintOf(file: DriveFile): string {
  if (file.md5 !== null) return `md5:${file.md5}:${file.sizeBytes}`;
  if (file.sha256 !== null) return `sha256:${file.sha256}:${file.sizeBytes}`;
  return isNative(file) ? `modified:${file.modifiedTime}` : `version:${file.version}:${file.modifiedTime}`;
}
