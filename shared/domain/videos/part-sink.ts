import type { Readable } from 'node:stream';

/** One part of an upload, 1 ≤ `partNumber` ≤ 10,000. */
export interface StreamedPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  /** Exactly so many bytes; destroyed in the end. */
  readonly body: Readable;
}

/** Where bytes go that Hopper itself carries into a store, a part at a time. */
export interface PartSink {
  /**
   * Sends one part as fast as it flows, and proves that it has arrived as it was sent. A part that was sent before is replaced.
   * @throws UploadGoneError when the upload is not open any more; what the body fails with; the reason of the signal
   */
  send(
    upload: { readonly objectKey: string; readonly uploadId: string },
    part: StreamedPart,
    signal: AbortSignal,
  ): Promise<void>;
}

/** The upload was ended, or is unknown. */
export class UploadGoneError extends Error {
  constructor(options?: { cause?: unknown }) {
    super('This upload is not open any more.', options);
    this.name = 'UploadGoneError';
  }
}

/** By name: the adapter may be loaded later, from a file of its own with a class of its own. */
export function isUploadGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'UploadGoneError';
}
