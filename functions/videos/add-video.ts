import { HopperError } from '../../shared/domain/hopper-error.ts';
import { buildObjectKey } from '../../shared/domain/videos/object-key.ts';
import { rollWords } from '../../shared/domain/videos/roll-words.ts';
import { planParts } from '../../shared/domain/videos/upload-parts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { statusOf } from '../../shared/domain/videos/video-status.ts';
import type { Duplicate } from '../../shared/domain/videos/video-store.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
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
  const facts = { filename: body.filename, createdAt: now, index, folder: null, media: null, rolls: {}, settings: {} };
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
    ...rollWords(facts, ownerFacts, deps.random),
    index,
    folder: null,
    position: `z${owner.videoId}`,
    version: 1,
    assets: {},
    pendingAssets: {},
    discarded: [],
    connectionIds: [],
    deletingAt: null,
    settings: {},
    media: null,
    mediaState: 'stored',
    createdAt: now,
  };
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

/**
 * A name or content is free again once the video that had it is out everywhere, or gone. One video may hold the name
 * and another one the content, hence the rounds.
 */
async function addUnlessDuplicate(deps: Deps, video: VideoRecord, mayRepeat: boolean): Promise<void> {
  const released: string[] = [];
  for (;;) {
    const duplicate = await deps.videos.add(video, { released, mayRepeat });
    if (!duplicate) return;
    const holder = await deps.videos.find(video.ownerId, duplicate.videoId);
    const isOut =
      holder && statusOf(holder, await deps.posts.listOfVideo(video.ownerId, holder.videoId)) === 'uploaded';
    if ((holder && !isOut) || released.includes(duplicate.videoId)) throw duplicateError(video, duplicate, holder);
    released.push(duplicate.videoId);
  }
}

function duplicateError(video: VideoRecord, { same }: Duplicate, holder: VideoRecord | undefined): HopperError {
  const where = 'is already in the queue';
  const message =
    same === 'name' ? `${video.filename} ${where}` : `the content of ${video.filename} ${where} as ${holder?.filename}`;
  return new HopperError('duplicate_video', `Duplicate video: ${message}`);
}
