import { PlatformError } from '../../domain/posts/publisher.ts';
import { reasonTexts } from '../../domain/transfers/reason-texts.ts';

/** Why a file cannot be moved, in words for its user. Codes are stable. */
export function sourceGone(cause?: unknown): PlatformError {
  return new PlatformError('rejected', 'source_gone', reasonTexts.source_gone, { cause });
}

export function sourceChanged(): PlatformError {
  const message = 'The file was changed again and again while it was copied. Try again when nobody works on it.';
  return new PlatformError('rejected', 'source_changed', message);
}

export function checksumMismatch(): PlatformError {
  const message = 'What arrived was not the same as the source, twice. Look at the source and try again.';
  return new PlatformError('rejected', 'checksum_mismatch', message);
}

export function noChecksum(): PlatformError {
  const message = 'Drive tells no checksum of this file, so that a copy cannot be verified.';
  return new PlatformError('rejected', 'no_checksum', message);
}

export function sessionsLost(): PlatformError {
  const message = 'Drive lost the upload of this file several times. Try again later.';
  return new PlatformError('rejected', 'sessions_lost', message);
}

/** The chosen folder is not there any more: nothing of the transfer can go on. */
export function destinationGone(cause?: unknown): PlatformError {
  const message = 'The destination folder was deleted, or may not be used any more.';
  return new PlatformError('rejected', 'destination_gone', message, { cause });
}

/** The right to put something there was taken away. */
export function destinationReadOnly(cause?: unknown): PlatformError {
  const message = 'You may not put anything into the destination folder any more. Ask its owner, then go on.';
  return new PlatformError('rejected', 'destination_read_only', message, { cause });
}

/** A folder below it, which this transfer has made or found, is not there any more. */
export function folderGone(cause?: unknown): PlatformError {
  const message = 'The folder that this belongs into was deleted at the destination. Start a new transfer for it.';
  return new PlatformError('rejected', 'folder_gone', message, { cause });
}

export function targetNotCopied(): PlatformError {
  const message = 'What this shortcut points to was not copied.';
  return new PlatformError('rejected', 'target_not_copied', message);
}

/** No answer, or a body that broke off: asking what arrived tells how to go on. */
export function interrupted(cause: unknown): PlatformError {
  const message = 'The connection to Google Drive broke off. Hopper goes on by itself.';
  return new PlatformError('transient', 'interrupted', message, { cause });
}
