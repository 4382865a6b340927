import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findFault } from '../faults/fault-rule.ts';
import { failContainer, noteBytesArrived } from './bytes-arrived.ts';
import type { Container } from './container.ts';
import type { Instagram } from './instagram.ts';
import { openAddress } from './open-address.ts';

const maxCoverBytes = 8 * 1024 * 1024;

/** A failure of fetching, by code and sub-code. */
class FetchError extends Error {
  readonly error: string;

  constructor(error: string, cause?: unknown) {
    super(error, { cause });
    this.error = error;
  }
}

/** Instagram fetches a public address by itself, some time after it was told. Never rejects. */
export async function fetchMedia(instagram: Instagram, container: Container, url: string): Promise<void> {
  const { context, fetching } = instagram;
  fetching.add(container.id);
  context.stats.add('instagram.fetches', new URL(url).origin + new URL(url).pathname);
  const isAlive = () => context.database.isOpen && instagram.containers.find(container.id)?.state === 'waiting';
  const signal = AbortSignal.timeout(instagram.options.fetchSeconds * 1000);
  try {
    const fault = findFault(context.faults.take('instagram', 'container.fetch'), 'status');
    if (fault) throw new FetchError(fault.reason ?? '9004/2207052');
    const file = await download(instagram, container, url, signal);
    if (container.coverUrl !== null) await checkCover(container.coverUrl, signal);
    if (isAlive()) noteBytesArrived(instagram, container, file, context.clock.nowMs());
  } catch (error) {
    const known = error instanceof FetchError ? error.error : '9004/2207052';
    if (isAlive()) failContainer(instagram, container, signal.aborted ? '-2/2207003' : known);
    await rm(instagram.filePath(container.fileId), { force: true }).catch(() => undefined);
  } finally {
    fetching.delete(container.id);
  }
}

async function download(instagram: Instagram, container: Container, url: string, signal: AbortSignal) {
  const { contentType, body } = await openAddress(url, { rangeBytes: instagram.options.fetchRangeBytes, signal });
  const isImage = container.mediaType === 'IMAGE' || contentType.startsWith('image/');
  const expected = isImage ? /^image\/jpeg\b/ : /^video\/(mp4|quicktime)\b/;
  if (!expected.test(contentType)) throw new FetchError(isImage ? '36001/2207005' : '352/2207026');
  const limit = isImage ? maxCoverBytes : instagram.options.maxReelBytes;
  const path = instagram.filePath(container.fileId);
  mkdirSync(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(bytes > limit ? new FetchError(isImage ? '36000/2207004' : '352/2207026') : null, chunk);
    },
  });
  await pipeline(body, meter, createWriteStream(path), { signal });
  instagram.context.stats.add('instagram', 'bytesReceived', bytes);
  return { bytes, sha256: hash.digest('hex') };
}

async function checkCover(url: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new FetchError('9004/2207052');
  if (!/^image\/jpeg\b/.test(answer.headers.get('content-type') ?? '')) throw new FetchError('36001/2207005');
  if ((await answer.arrayBuffer()).byteLength > maxCoverBytes) throw new FetchError('36000/2207004');
}

/** After a restart: what was being fetched is fetched again. */
export function resumeFetches(instagram: Instagram): void {
  for (const container of instagram.containers.listAll()) {
    if (container.state === 'waiting' && container.source.kind === 'url') {
      void fetchMedia(instagram, container, container.source.url);
    }
  }
}
