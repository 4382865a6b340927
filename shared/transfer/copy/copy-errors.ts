import { PlatformError } from '../../domain/posts/publisher.ts';
import { reasonTexts } from '../../domain/transfers/reason-texts.ts';

/** Why a file that was planned cannot be moved after all, in words for its user. Codes are stable. */
export const copyFailureTexts = {
  source_gone: reasonTexts.source_gone,
  no_download_permission: reasonTexts.no_download_permission,
  abusive_file:
    'Google takes this file for malware or spam and does not give it out. Its owner can look at it in Google Drive.',
  source_changed: 'The file was changed again and again while it was copied. Try again when nobody works on it.',
  checksum_mismatch: 'What arrived was not the same as the source, twice. Look at the source and try again.',
  no_checksum: 'Drive tells no checksum of this file, so that a copy cannot be verified.',
  sessions_lost: 'Drive lost the upload of this file several times. Try again later.',
  target_not_copied: 'What this shortcut points to was not copied.',
  folder_gone: 'The folder that this belongs into was deleted at the destination. Start a new transfer for it.',
  destination_gone: 'The destination folder was deleted. Take it back from the trash, or start a new transfer.',
  destination_read_only: 'You may not put anything into the destination folder any more. Ask its owner, then go on.',
} as const;
export type CopyFailure = keyof typeof copyFailureTexts;

/** A definite no, of this file or, for what begins with `destination`, of the whole transfer. */
export function copyFailed(code: CopyFailure, cause?: unknown): PlatformError {
  return new PlatformError('rejected', code, copyFailureTexts[code], { cause });
}

/** No answer, or a body that broke off: asking what arrived tells how to go on. */
export function interrupted(cause: unknown): PlatformError {
  const message = 'The connection to Google Drive broke off. Hopper goes on by itself.';
  return new PlatformError('transient', 'interrupted', message, { cause });
}
