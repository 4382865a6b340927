import type { Readable } from 'node:stream';

export interface ArrivedPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly sizeBytes: number;
}

/** The bytes of videos. */
export interface MediaStore {
  /** @returns the id of a new multipart upload */
  begin(objectKey: string, contentType: string): Promise<string>;
  /** A URL that takes exactly `sizeBytes` bytes as one part, and the headers to send with it. */
  signPart(
    upload: { readonly objectKey: string; readonly uploadId: string },
    partNumber: number,
    sizeBytes: number,
  ): Promise<{ url: string; headers: Record<string, string> }>;
  /** A URL that takes exactly these many bytes of this type as a whole object, once, and the headers to send with it. */
  signPut(object: {
    readonly objectKey: string;
    readonly contentType: string;
    readonly sizeBytes: number;
  }): Promise<{ url: string; headers: Record<string, string> }>;
  /** Every part that has arrived, in order; undefined when no such upload is open. */
  listParts(upload: { readonly objectKey: string; readonly uploadId: string }): Promise<ArrivedPart[] | undefined>;
  /** @throws PartsMismatchError when the store does not know a part or its etag differs */
  complete(
    upload: { readonly objectKey: string; readonly uploadId: string },
    parts: readonly { readonly partNumber: number; readonly etag: string }[],
  ): Promise<void>;
  /** Ends the upload and forgets its parts; a missing one is no error. */
  abort(upload: { readonly objectKey: string; readonly uploadId: string }): Promise<void>;
  /** Size of a finished object in bytes; undefined when there is none. */
  size(objectKey: string): Promise<number | undefined>;
  /** Bytes `start` to `end`, both included. */
  open(objectKey: string, start: number, end: number, signal?: AbortSignal): Promise<Readable>;
  remove(objectKey: string): Promise<void>;
  /** A URL from which anybody can GET the object for `validSeconds` (≤ 15 minutes: the bucket accepts no older signature). */
  share(objectKey: string, validSeconds: number): Promise<string>;
}

/** The parts that the client names are not the parts that arrived. */
export class PartsMismatchError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'PartsMismatchError';
  }
}

/** By name: the adapter may be loaded later, from a file of its own with a class of its own. */
export function isPartsMismatch(error: unknown): boolean {
  return error instanceof Error && error.name === 'PartsMismatchError';
}
