import type { Clock } from '../../domain/clock.ts';
import type { PostStore } from '../../domain/posts/post-store.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { completeSettings } from '../../domain/settings/load-settings.ts';
import type { SettingsStore } from '../../domain/settings/settings-store.ts';
import type { MediaRemovals } from '../../domain/videos/media-removals.ts';
import { mayNeedMedia, mediaEndsAt, nextMediaLook } from '../../domain/videos/media-retention.ts';
import type { MediaStore } from '../../domain/videos/media-store.ts';
import { storedObjects } from '../../domain/videos/stored-objects.ts';
import type { VideoRecord } from '../../domain/videos/video.ts';

export interface RetentionDeps {
  readonly posts: Pick<PostStore, 'listOfVideo'>;
  readonly settings: Pick<SettingsStore, 'find'>;
  readonly removals: MediaRemovals;
  readonly media: Pick<MediaStore, 'remove'>;
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly clock: Clock;
}

/**
 * Removes the file of a video that has been out for as long as its owner keeps files; else says when to look again. A sweep
 * that dies in between leaves the mark and the look: the next one goes on.
 */
export async function retireMedia(
  deps: RetentionDeps,
  work: DueWork,
  video: VideoRecord,
): Promise<'retired' | 'looked'> {
  const now = deps.clock.now();
  const marked = video.mediaState === 'removing' ? video : await mark(deps, work, video, now);
  if (!marked) return 'looked';
  // Only after the mark: from there on no post can come or be taken up again, so what is seen now stays.
  if (mayNeedMedia(await deps.posts.listOfVideo(video.ownerId, video.videoId))) {
    await deps.removals.cancel(video);
    await deps.work.postpone(work, nextMediaLook(null, now));
    return 'looked';
  }
  await Promise.all(storedObjects(marked).map((key) => deps.media.remove(key)));
  await deps.removals.finish(video);
  return 'retired';
}

/** @returns the marked video; undefined when it stays for now, or somebody else was first */
async function mark(
  { posts, settings, removals, work: index }: RetentionDeps,
  work: DueWork,
  { ownerId, videoId, mediaState }: VideoRecord,
  now: number,
): Promise<VideoRecord | undefined> {
  const endsAt = mediaState === 'stored' ? await endOf() : null;
  if (endsAt !== null && endsAt <= now) return removals.begin({ ownerId, videoId });
  await index.postpone(work, nextMediaLook(endsAt, now));
  return undefined;

  async function endOf(): Promise<number | null> {
    const { values } = await settings.find(ownerId, 'global');
    const { keep_media_days: keepDays } = completeSettings('global', values);
    return mediaEndsAt(await posts.listOfVideo(ownerId, videoId), keepDays);
  }
}
