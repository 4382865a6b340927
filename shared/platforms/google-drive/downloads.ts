import type { Readable } from 'node:stream';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { OpenAnswer } from '../open-body.ts';
import { withParameters } from '../with-parameters.ts';
import { withToken } from './call-drive.ts';
import type { DriveContext } from './drive-context.ts';
import { exactBytes } from './exact-bytes.ts';
import { toDriveError, toUnexpected, toUnreachable } from './platform-error.ts';

type Signal = AbortSignal | undefined;

/** Google's limit for exports, with room for how it counts. @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export */
const maxExportBytes = 12 * 1024 * 1024;

/**
 * Bytes `start` to `end` of a file, both included: exactly so many, or the stream fails.
 * @throws PlatformError `requestedRangeNotSatisfiable` when the file is shorter than that
 * @see https://developers.google.com/workspace/drive/api/guides/manage-downloads
 */
export async function downloadRange(
  context: DriveContext,
  id: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal: Signal,
): Promise<Readable> {
  const url = withParameters(context.addresses.file(id), { alt: 'media' });
  const answer = await openBody(context, url, { range: `bytes=${start}-${end}` }, signal);
  const range = answer.headers['content-range'] ?? '';
  const isWhole = answer.status === 200 && start === 0;
  if (isWhole || range.startsWith(`bytes ${start}-${end}/`)) return exactBytes(answer.body, end - start + 1, signal);
  answer.body.destroy();
  const totalBytes = Number(/^bytes \d+-\d+\/(\d+)$/.exec(range)?.[1]);
  if (totalBytes <= end) throw becameShorter();
  throw toUnexpected(new Error(`Asked for bytes ${start}-${end}, got ${answer.status} ${range}`));
}

function becameShorter(): PlatformError {
  return new PlatformError('rejected', 'requestedRangeNotSatisfiable', 'The file became shorter while it was read.');
}

/** A whole document in another format. @throws PlatformError `exportSizeLimitExceeded` above 10 MB */
export async function exportDocument(
  context: DriveContext,
  id: string,
  mimeType: string,
  signal: Signal,
): Promise<Buffer> {
  const url = withParameters(context.addresses.export(id), { mimeType });
  const { body } = await openBody(context, url, {}, signal);
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      const buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
      bytes += buffer.length;
      if (bytes > maxExportBytes) throw new Error('The export is longer than Google allows.');
      pieces.push(buffer);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw bytes > maxExportBytes ? toUnexpected(error) : toUnreachable(error);
  }
  return Buffer.concat(pieces, bytes);
}

async function openBody(
  context: DriveContext,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: Signal,
): Promise<OpenAnswer> {
  const answer = await withToken(context, (authorization) =>
    context.open({ method: 'GET', url, headers: { ...headers, authorization }, signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw toUnreachable(error);
    }),
  );
  if ('body' in answer) return answer;
  if (answer.status === 416) throw becameShorter();
  throw toDriveError(answer, context.now());
}
