import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { S3State } from '../s3-state.ts';
import type { Checksum } from '../storage/attributes.ts';
import type { Digests, HashName } from '../storage/hashes.ts';
import { hashesFor, parseBodyChecks, verifyDigests } from './body-checks.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxBlobBytes = 5 * 1024 ** 3;

export type ReceivedBlob = { blob: string; size: number; md5: string; checksum?: Checksum | undefined };

/**
 * Stores the body of a request in a new file after checking it against everything the client declared about it.
 *
 * @throws S3Error; nothing is left behind then, nor when the client goes away.
 */
export async function receiveBlob(call: S3Call): Promise<ReceivedBlob> {
  const { state, body, headers, auth } = call;
  const checks = parseBodyChecks(headers, auth.payload);
  if (body.length > maxBlobBytes) {
    const details = { ProposedSize: body.length, MaxSizeAllowed: maxBlobBytes };
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', { details });
  }
  let checksum: Checksum | undefined;
  const stored = await storeBlob(state, body.chunks(), hashesFor(checks), (digests) => {
    checksum = verifyDigests(checks, digests, body.trailers);
  });
  return { ...stored, checksum };
}

/** Stores any stream of bytes; `verify` may refuse it by throwing, which leaves nothing behind. */
export async function storeBlob(
  state: S3State,
  chunks: AsyncIterable<Uint8Array>,
  hashes: HashName[],
  verify: (digests: Digests) => void,
): Promise<{ blob: string; size: number; md5: string }> {
  const blob = state.blobs.newId();
  try {
    const written = await state.writer.write(state.blobs.path(blob), chunks, [
      ...new Set<HashName>(['md5', ...hashes]),
    ]);
    verify(written.digests);
    return { blob, size: written.size, md5: written.digests.get('md5')?.toString('hex') ?? '' };
  } catch (error) {
    state.blobs.remove([blob]);
    throw error;
  }
}
