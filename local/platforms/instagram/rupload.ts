import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import { consumeBody } from '../http/consume-body.ts';
import { GraphError } from '../meta-oauth/graph-error.ts';
import type { Exchange } from '../platform.ts';
import { noteBytesArrived } from './bytes-arrived.ts';
import type { Container } from './container.ts';
import { fetchMedia } from './fetch-media.ts';
import type { Instagram } from './instagram.ts';

/** A refusal of the upload host, in an envelope of its own. */
export class RuploadError extends Error {
  override readonly name = 'RuploadError';
  readonly type: string;
  readonly retriable: boolean;

  constructor(type: string, message: string, retriable = false) {
    super(message);
    this.type = type;
    this.retriable = retriable;
  }

  toAnswer(status = 400): Answer {
    return jsonAnswer(status, { debug_info: { retriable: this.retriable, type: this.type, message: this.message } });
  }
}

/**
 * `POST https://rupload.facebook.com/ig-api-upload/v{n}/{container}`: the bytes from `offset` to the end.
 * @throws RuploadError
 * @see https://developers.facebook.com/documentation/instagram-platform/content-publishing/resumable-uploads
 */
export async function handleRupload(instagram: Instagram, exchange: Exchange): Promise<Answer> {
  const container = admit(instagram, exchange);
  const fileUrl = exchange.request.headers.file_url;
  if (typeof fileUrl === 'string') {
    await exchange.text();
    void fetchMedia(instagram, container, fileUrl);
    return success();
  }
  const { offset, total } = readRange(instagram, container, exchange);
  const path = instagram.filePath(container.fileId);
  mkdirSync(dirname(path), { recursive: true });
  const file = await open(path, offset === 0 ? 'w' : 'r+');
  let position = offset;
  try {
    const write = async (chunk: Buffer) => {
      const at = position;
      position += chunk.length;
      await file.write(chunk, 0, chunk.length, at);
    };
    const { complete, bytes } = await consumeBody(exchange.request, exchange.faults, write);
    instagram.context.stats.add('instagram', 'bytesReceived', bytes);
    // The client is gone: what arrived stays, and nobody hears this answer.
    if (!complete) return emptyAnswer(400);
  } finally {
    await file.close();
  }
  if (position !== total) throw new RuploadError('ProcessingFailedError', 'Request processing failed: wrong size');
  const current = instagram.containers.find(container.id) ?? container;
  if (current.state === 'waiting') {
    noteBytesArrived(instagram, current, { bytes: total, sha256: await hashFile(path) }, exchange.nowMs);
  }
  return success();
}

function success(): Answer {
  return jsonAnswer(200, { success: true, message: 'Upload successful.' });
}

/** Who may send bytes to which container. */
function admit(instagram: Instagram, { request, path, nowMs }: Exchange): Container {
  const token = /^OAuth (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new RuploadError('NotAuthorizedError', 'Authorization must be: OAuth <token>');
  const container = instagram.containers.find(path.split('/').at(-1) ?? '');
  try {
    const { accounts } = instagram.meta.authenticate(token, 'facebook', nowMs);
    if (container && accounts.some(({ userId }) => userId === container.accountId)) return assertOpen(container);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new RuploadError('NotAuthorizedError', error.message);
  }
  throw new RuploadError('ProcessingFailedError', 'Request processing failed: no such upload');
}

function assertOpen(container: Container): Container {
  if (container.source.kind === 'upload' && container.state === 'waiting') return container;
  throw new RuploadError('ProcessingFailedError', 'Request processing failed: the upload is complete or gone');
}

function readRange(instagram: Instagram, { fileId }: Container, { request }: Exchange) {
  const [offset, total] = [request.headers.offset, request.headers.file_size].map(Number);
  const stored = statSync(instagram.filePath(fileId), { throwIfNoEntry: false })?.size ?? 0;
  if (offset === undefined || total === undefined || !Number.isInteger(offset) || !Number.isInteger(total)) {
    throw new RuploadError('ProcessingFailedError', 'Request processing failed: offset and file_size are needed');
  }
  if ((offset !== 0 && offset !== stored) || total <= 0 || total > instagram.options.maxReelBytes) {
    throw new RuploadError('ProcessingFailedError', 'Request processing failed: offset or file_size do not fit');
  }
  return { offset, total };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(path).on('data', (chunk) => hash.update(chunk));
  await once(stream, 'end');
  return hash.digest('hex');
}
