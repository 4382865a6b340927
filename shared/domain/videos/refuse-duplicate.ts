import { HopperError } from '../hopper-error.ts';
import type { PostStore } from '../posts/post-store.ts';
import type { VideoRecord } from './video.ts';
import { statusOf } from './video-status.ts';
import type { Duplicate, VideoStore } from './video-store.ts';

interface Deps {
  readonly videos: Pick<VideoStore, 'add' | 'find' | 'findRival'>;
  readonly posts: Pick<PostStore, 'listOfVideo'>;
}

type Rival = Pick<VideoRecord, 'ownerId' | 'filename' | 'sha256'>;

/**
 * Adds a video unless another one that waits has its name or its content.
 * @param mayRepeat the owner allows duplicates
 * @throws HopperError duplicate_video
 */
export async function addUnlessDuplicate(deps: Deps, video: VideoRecord, mayRepeat: boolean): Promise<void> {
  await refuseWaiting(deps, video, (released) => deps.videos.add(video, { released, mayRepeat }));
}

/**
 * The same question before the bytes have come, so that none are carried for nothing. It holds nothing: whoever adds the video
 * asks again.
 * @throws HopperError duplicate_video
 */
export async function refuseDuplicate(deps: Deps, file: Rival): Promise<void> {
  await refuseWaiting(deps, file, (released) => deps.videos.findRival(file, released));
}

/**
 * A name or content is free again once the video that had it is out everywhere, or gone. One video may hold the name
 * and another one the content, hence the rounds.
 */
async function refuseWaiting(
  { videos, posts }: Deps,
  file: Rival,
  attempt: (released: readonly string[]) => Promise<Duplicate | undefined>,
): Promise<void> {
  const released: string[] = [];
  for (;;) {
    const duplicate = await attempt(released);
    if (!duplicate) return;
    const holder = await videos.find(file.ownerId, duplicate.videoId);
    const isOut = holder && statusOf(holder, await posts.listOfVideo(file.ownerId, holder.videoId)) === 'uploaded';
    if ((holder && !isOut) || released.includes(duplicate.videoId)) throw duplicateError(file, duplicate, holder);
    released.push(duplicate.videoId);
  }
}

function duplicateError(file: Rival, { same }: Duplicate, holder: VideoRecord | undefined): HopperError {
  const where = 'is already in the queue';
  const message =
    same === 'name' ? `${file.filename} ${where}` : `the content of ${file.filename} ${where} as ${holder?.filename}`;
  return new HopperError('duplicate_video', `Duplicate video: ${message}`);
}
