import { buildVideo } from '../../shared/domain/videos/build-video.ts';
import { buildObjectKey } from '../../shared/domain/videos/object-key.ts';
import { addUnlessDuplicate } from '../../shared/domain/videos/refuse-duplicate.ts';
import { planParts } from '../../shared/domain/videos/upload-parts.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { signPartUrls } from './sign-parts.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** So many URLs come with the answer; the rest are asked for while these are being sent. */
const firstParts = 10;

/** Adds a video that is about to arrive. */
export const addVideo: VideosEndpoint<'addVideo'> = async ({ body }, { caller, now }, deps) => {
  const { partBytes, partCount } = planParts(body.size_bytes);
  const owner = { ownerId: caller.userId, videoId: deps.newId() };
  const objectKey = buildObjectKey(owner, deps.newObjectName());
  const [ownerFacts, index] = await Promise.all([
    loadOwnerFacts(deps, caller.userId),
    deps.videos.takeIndex(caller.userId),
  ]);
  const file = {
    ...owner,
    filename: body.filename,
    contentType: body.content_type,
    sizeBytes: body.size_bytes,
    sha256: body.sha256 ?? null,
    objectKey,
    // Opened first: a crash before the row is written leaves only an empty upload, which the bucket expires.
    uploadId: await deps.media.begin(objectKey, body.content_type),
    partBytes,
    index,
    folder: null,
    createdAt: now,
  };
  const video = buildVideo(file, ownerFacts, deps.random);
  await addUnlessDuplicate(deps, video, ownerFacts.settings.global.allow_duplicates).catch(async (error: unknown) => {
    // The bucket expires it otherwise; the user is to learn the first cause.
    await deps.media.abort(video).catch(() => undefined);
    throw error;
  });
  const numbers = Array.from({ length: Math.min(firstParts, partCount) }, (_, index) => index + 1);
  const parts = await signPartUrls(deps, video, numbers);
  return {
    ...buildVideoView(video, [], ownerFacts),
    upload: { part_size_bytes: partBytes, part_count: partCount, parts },
  };
};
