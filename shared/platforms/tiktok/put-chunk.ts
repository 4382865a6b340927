import type { PlatformError } from '../../domain/posts/publisher.ts';
import type { PlatformAnswer } from '../send.ts';
import { trustedUploadUrl } from './addresses.ts';
import type { Uploading } from './checkpoint.ts';
import { endOfChunk } from './chunk-plan.ts';
import { parseEnvelope } from './envelope.ts';
import { toPlatformError, toTransportError } from './platform-error.ts';
import type { TiktokContext } from './tiktok-context.ts';

/** What an upload address answers to a chunk. */
export type ChunkAnswer =
  /** That many bytes are stored, counted from the first. */
  | { readonly kind: 'stored'; readonly storedBytes: number }
  /** It has something else than we think, and does not say what. */
  | { readonly kind: 'unclear' }
  /** The address is unknown or its hour is over. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly refusal: PlatformError };

/**
 * Sends the chunk that holds byte `start`, from there to its end. The address is the secret: no token goes along.
 * @throws PlatformError `transient` when the same bytes should be sent again
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export async function putChunk(context: TiktokContext, uploading: Uploading, start: number): Promise<ChunkAnswer> {
  const { step, send, addresses } = context;
  const { sizeBytes, contentType } = step.source;
  const url = trustedUploadUrl(addresses, uploading.uploadUrl);
  if (!url) return { kind: 'gone' };
  const end = endOfChunk(uploading.plan, sizeBytes, start);
  const stream = await step.source.open(start, end, step.signal);
  const headers = { 'content-type': contentType, 'content-range': `bytes ${start}-${end}/${sizeBytes}` };
  const body = { stream, bytes: end - start + 1 };
  const answer = await send({ method: 'PUT', url, headers, body, signal: step.signal }).catch((error: unknown) => {
    step.signal.throwIfAborted();
    throw toTransportError(error);
  });
  return parseChunkAnswer(answer, { end, sizeBytes, now: step.now() });
}

function parseChunkAnswer(
  answer: PlatformAnswer,
  { end, sizeBytes, now }: { end: number; sizeBytes: number; now: number },
): ChunkAnswer {
  const { status, headers } = answer;
  const told = storedBytesOf(headers['content-range']);
  // 201: everything is there. Some answer 200 instead of either.
  if (status === 201) return { kind: 'stored', storedBytes: sizeBytes };
  if (status === 206 || status === 200) return { kind: 'stored', storedBytes: told ?? end + 1 };
  if (status === 416) return told === undefined ? { kind: 'unclear' } : { kind: 'stored', storedBytes: told };
  if (status === 401 || status === 403 || status === 404 || status === 410) return { kind: 'gone' };
  const parsed = parseEnvelope(answer);
  const refusal = toPlatformError(parsed.ok ? { ok: false, status, code: '', message: '' } : parsed, now);
  if (refusal.kind === 'rejected') return { kind: 'refused', refusal };
  throw refusal;
}

/** `bytes 0-<last stored>/<total>` */
function storedBytesOf(range: string | undefined): number | undefined {
  const last = /^bytes 0-(\d+)\/\d+$/.exec(range ?? '')?.[1];
  return last === undefined ? undefined : Number(last) + 1;
}
