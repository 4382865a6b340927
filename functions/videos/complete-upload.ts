import { HopperError } from '../../shared/domain/hopper-error.ts';
import { acceptVideo, joinParts } from '../../shared/domain/videos/accept-video.ts';
import type { ArrivedPart } from '../../shared/domain/videos/media-store.ts';
import { planParts, sizeOfPart } from '../../shared/domain/videos/upload-parts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
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
    const inOrder = body.parts.toSorted((a, b) => a.part_number - b.part_number);
    const list = inOrder.map(({ part_number, etag }) => ({ partNumber: part_number, etag: `"${unquoted(etag)}"` }));
    await joinParts(deps, video, list);
  }
  return viewVideo(deps, await acceptVideo(deps, video));
};

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
