import type { VideosEndpoint } from './endpoint.ts';
import { assertReceiving, getOwnVideo } from './get-own-video.ts';

/** What has arrived, so that a page that was reloaded sends only the rest. */
export const listParts: VideosEndpoint<'listParts'> = async ({ params }, { caller }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  assertReceiving(video);
  const parts = (await deps.media.listParts(video)) ?? [];
  return {
    parts: parts.map(({ partNumber, etag, sizeBytes }) => ({ part_number: partNumber, etag, size_bytes: sizeBytes })),
  };
};
