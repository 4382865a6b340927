import { PassingError } from './patiently.ts';

/** Where a part goes, and the headers that its signature is about. */
export interface PartAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface PartOptions {
  readonly signal: AbortSignal;
  /** Bytes of this part that have left. */
  readonly onProgress: (sentBytes: number) => void;
}

/** The upload is not there any more: aborted by somebody, or older than a day. */
export class UploadGoneError extends Error {
  override name = 'UploadGoneError';
}

/** The file on the disk is not the one any more that was chosen. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
}

/**
 * PUTs one part. XMLHttpRequest, because `fetch` tells nothing of how much has left; the blob is read from the disk by the
 * browser and never held in the page.
 * @returns the ETag
 * @throws PassingError when another try with a new address may succeed, UploadGoneError, AbortError
 */
export function sendPart({ url, headers }: PartAddress, bytes: Blob, options: PartOptions): Promise<string> {
  const { signal, onProgress } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) {
      // The browser sets the length by itself and lets nobody else name it.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded));
    request.addEventListener('load', () => {
      const etag = request.getResponseHeader('etag');
      if (request.status === 200 && etag) resolve(etag);
      else if (request.status === 404) reject(new UploadGoneError('The upload is gone.'));
      else reject(new PassingError(`The bucket answered ${request.status}.`));
    });
    request.addEventListener('error', () => {
      isReadable(bytes).then((isThere) =>
        reject(isThere ? new PassingError('The connection was lost.') : new UnreadableFileError('Cannot be read.')),
      );
    });
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);
    request.send(bytes);
  });
}

/** A lost network and a file that was changed look the same to a request; only reading a byte tells. */
async function isReadable(bytes: Blob): Promise<boolean> {
  try {
    await bytes.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
