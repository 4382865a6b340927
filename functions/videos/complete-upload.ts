import { HopperError } from '../../shared/domain/hopper-error.ts';
import { isVideoContainer, signatureBytes } from '../../shared/domain/videos/container-signature.ts';
import { type ArrivedPart, PartsMismatchError } from '../../shared/domain/videos/media-store.ts';
import { storedObjects } from '../../shared/domain/videos/stored-objects.ts';
import { planParts, sizeOfPart } from '../../shared/domain/videos/upload-parts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { viewVideo } from './view-videos.ts';

interface ClaimedPart {
  readonly part_number: number;
  readonly etag: string;
}

/**
 * Joins the parts and proves the file. Every step may be repeated: after a crash a second call finds the parts
 * joined already and goes on from there.
 */
export const completeUpload: VideosEndpoint<'completeUpload'> = async ({ params, body }, { caller }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  if (video.state === 'ready') return viewVideo(deps, video);
  const arrived = await deps.media.listParts(video);
  if (arrived) {
    assertSameParts(video, body.parts, arrived);
    await join(deps, video, body.parts);
  }
  await proveContent(deps, video).catch((error: unknown) => explain(deps, video, error));
  const ready = await deps.videos.update(video.ownerId, video.videoId, { state: 'ready' });
  return ready ? viewVideo(deps, ready) : forget(deps, video);
};

/** A file that vanishes while it is being read was deleted with its video. */
async function explain(deps: Deps, video: VideoRecord, error: unknown): Promise<void> {
  if (error instanceof HopperError || (await deps.videos.find(video.ownerId, video.videoId))) throw error;
  await forget(deps, video);
}

/** A deletion that came between did not see the joined object yet, and nobody else would ever remove it. */
async function forget(deps: Deps, video: VideoRecord): Promise<never> {
  await deps.media.remove(video.objectKey);
  throw new HopperError('not_found', 'The video was deleted while it was being completed.');
}

/** Says exactly which part is missing, doubled, of another size or of another content. */
function assertSameParts(video: VideoRecord, claimed: readonly ClaimedPart[], arrived: readonly ArrivedPart[]): void {
  const { partCount } = planParts(video.sizeBytes);
  const etags = new Map(claimed.map((part) => [part.part_number, part.etag]));
  if (etags.size !== claimed.length) throw new HopperError('parts_mismatch', 'A part is named twice.');
  if (claimed.length !== partCount) {
    throw new HopperError('parts_mismatch', `This upload has ${partCount} parts, ${claimed.length} were named.`);
  }
  const found = new Map(arrived.map((part) => [part.partNumber, part]));
  for (let partNumber = 1; partNumber <= partCount; partNumber += 1) {
    const part = found.get(partNumber);
    if (!part) throw new HopperError('parts_mismatch', `Part ${partNumber} has not arrived.`);
    if (part.sizeBytes !== sizeOfPart(video.sizeBytes, video.partBytes, partNumber)) {
      throw new HopperError('size_mismatch', `Part ${partNumber} has ${part.sizeBytes} bytes.`);
    }
    if (unquoted(etags.get(partNumber)) !== unquoted(part.etag)) {
      throw new HopperError('parts_mismatch', `Part ${partNumber} arrived with another ETag. Send it again.`);
    }
  }
}

function unquoted(etag: string | undefined): string | undefined {
  return etag?.replaceAll('"', '');
}

async function join(deps: Deps, video: VideoRecord, parts: readonly ClaimedPart[]): Promise<void> {
  const inOrder = parts.toSorted((a, b) => a.part_number - b.part_number);
  const list = inOrder.map(({ part_number, etag }) => ({ partNumber: part_number, etag: `"${unquoted(etag)}"` }));
  try {
    await deps.media.complete(video, list);
  } catch (error) {
    // Two calls at once: the other one may have joined them, which the size check below finds out.
    if (error instanceof PartsMismatchError && (await deps.media.size(video.objectKey)) !== undefined) return;
    if (error instanceof PartsMismatchError) throw new HopperError('parts_mismatch', undefined, { cause: error });
    throw error;
  }
}

/** A file that is not what was promised is removed with its row: the user adds the right one. */
async function proveContent(deps: Deps, video: VideoRecord): Promise<void> {
  const size = await deps.media.size(video.objectKey);
  if (size === undefined) {
    throw new HopperError('parts_mismatch', 'This upload is no longer open. Add the video again.');
  }
  const problem = size !== video.sizeBytes ? 'size_mismatch' : (await isVideo(deps, video)) ? undefined : 'not_a_video';
  if (!problem) return;
  await Promise.all(storedObjects(video).map((key) => deps.media.remove(key)));
  await deps.videos.remove(video);
  throw new HopperError(problem);
}

async function isVideo(deps: Deps, video: VideoRecord): Promise<boolean> {
  const end = Math.min(signatureBytes, video.sizeBytes) - 1;
  const stream = await deps.media.open(video.objectKey, 0, end);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return isVideoContainer(Buffer.concat(chunks));
}
