import { HopperError } from '../../shared/domain/hopper-error.ts';
import { planParts, sizeOfPart } from '../../shared/domain/videos/upload-parts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { assertReceiving, getOwnVideo } from './get-own-video.ts';

/** Fresh URLs for parts that were not sent yet or whose URL ran out. */
export const signParts: VideosEndpoint<'signParts'> = async ({ params, body }, { caller }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  assertReceiving(video);
  const { partCount } = planParts(video.sizeBytes);
  const index = body.part_numbers.findIndex((partNumber) => partNumber > partCount);
  if (index >= 0) {
    const message = `This upload has ${partCount} parts.`;
    throw new HopperError('invalid_input', message, { details: [{ path: `part_numbers.${index}`, message }] });
  }
  return { parts: await signPartUrls(deps, video, body.part_numbers) };
};

/** Signs the given parts of a video, each for its exact size. */
export function signPartUrls(deps: Pick<Deps, 'media'>, video: VideoRecord, partNumbers: readonly number[]) {
  return Promise.all(
    partNumbers.map(async (partNumber) => {
      const sizeBytes = sizeOfPart(video.sizeBytes, video.partBytes, partNumber);
      const { url, headers } = await deps.media.signPart(video, partNumber, sizeBytes);
      return { part_number: partNumber, url, headers };
    }),
  );
}
