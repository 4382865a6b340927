import { HopperError } from '../../shared/domain/hopper-error.ts';
import { buildObjectKey } from '../../shared/domain/videos/object-key.ts';
import { planParts } from '../../shared/domain/videos/upload-parts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { statusOf } from '../../shared/domain/videos/video-status.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import { titleFromFilename } from '../../shared/domain/videos/words.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { signPartUrls } from './sign-parts.ts';

/** So many URLs come with the answer; the rest are asked for while these are being sent. */
const firstParts = 10;

/** Adds a video that is about to arrive. */
export const addVideo: VideosEndpoint<'addVideo'> = async ({ body }, { caller, now }, deps) => {
  const { partBytes, partCount } = planParts(body.size_bytes);
  const owner = { ownerId: caller.userId, videoId: deps.newId() };
  const objectKey = buildObjectKey(owner, deps.newObjectName());
  const video: VideoRecord = {
    ...owner,
    filename: body.filename,
    contentType: body.content_type,
    sizeBytes: body.size_bytes,
    sha256: body.sha256 ?? null,
    objectKey,
    // Opened first: a crash before the row is written leaves only an empty upload, which the bucket expires.
    uploadId: await deps.media.begin(objectKey, body.content_type),
    partBytes,
    state: 'receiving',
    generatedTitle: titleFromFilename(body.filename),
    rolls: {},
    index: 0,
    position: `z${owner.videoId}`,
    version: 1,
    assets: {},
    connectionIds: [],
    settings: {},
    media: null,
    createdAt: now,
  };
  await addUnderFreeName(deps, video).catch(async (error: unknown) => {
    // The bucket expires it otherwise; the user is to learn the first cause.
    await deps.media.abort(video).catch(() => undefined);
    throw error;
  });
  const numbers = Array.from({ length: Math.min(firstParts, partCount) }, (_, index) => index + 1);
  const parts = await signPartUrls(deps, video, numbers);
  return { ...buildVideoView(video, []), upload: { part_size_bytes: partBytes, part_count: partCount, parts } };
};

/** A name is free again once the video that had it is out everywhere, or gone. */
async function addUnderFreeName(deps: Deps, video: VideoRecord): Promise<void> {
  const holderId = await deps.videos.add(video);
  if (holderId === undefined) return;
  const holder = await deps.videos.find(video.ownerId, holderId);
  const waits = holder && statusOf(holder, await deps.posts.listOfVideo(video.ownerId, holderId)) !== 'uploaded';
  if (waits || (await deps.videos.add(video, holderId)) !== undefined) {
    throw new HopperError('duplicate_video', `Duplicate video: ${video.filename} is already in the queue`);
  }
}
