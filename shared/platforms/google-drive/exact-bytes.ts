import { type Readable, Transform } from 'node:stream';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { toUnreachable } from './platform-error.ts';

/**
 * A body that ends after exactly so many bytes or fails: Drive sends no checksum with a range, and a body that is short
 * must not look like its end. What fails below it comes out as a PlatformError, or as the signal's reason when its reader
 * has given up. Destroying it ends the download.
 */
export function exactBytes(body: Readable, bytes: number, signal: AbortSignal | undefined): Readable {
  let seen = 0;
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.length;
      if (seen > bytes) done(wrongLength(seen, bytes));
      else done(null, piece);
    },
    flush(done) {
      done(seen === bytes ? null : wrongLength(seen, bytes));
    },
    destroy(error, done) {
      body.destroy();
      done(error);
    },
  });
  const breakOff = (error: unknown) => counted.destroy(signal?.aborted ? signal.reason : toUnreachable(error));
  // It may fail before anybody reads it, or after: without a listener that would end the whole process.
  counted.on('error', () => undefined);
  body.on('error', breakOff);
  body.once('close', () => {
    if (!body.readableEnded) breakOff(new Error('The download was broken off.'));
  });
  return body.pipe(counted);
}

function wrongLength(seen: number, wanted: number): PlatformError {
  return new PlatformError('transient', 'short_body', 'Google Drive sent too little. Hopper tries again by itself.', {
    cause: new Error(`${seen} bytes instead of ${wanted}`),
  });
}
