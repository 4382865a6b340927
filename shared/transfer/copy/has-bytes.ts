import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { ExpectedBytes } from './checkpoint.ts';

/** Whether a file has exactly these bytes: size, and every checksum that both sides know, of which there must be one. */
export function hasBytes(
  file: Pick<DriveFile, 'sizeBytes' | 'md5' | 'sha256'>,
  { sizeBytes, md5, sha256 }: ExpectedBytes,
): boolean {
  if (file.sizeBytes !== sizeBytes) return false;
  const pairs = [
    [file.md5, md5],
    [file.sha256, sha256],
  ].filter(([theirs, ours]) => typeof theirs === 'string' && typeof ours === 'string');
  return pairs.length > 0 && pairs.every(([theirs, ours]) => theirs === ours);
}
