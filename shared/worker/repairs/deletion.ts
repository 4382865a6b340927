import type { Clock } from '../../domain/clock.ts';
import { isHeldThere } from '../../domain/posts/planned-post.ts';
import type { PostStore } from '../../domain/posts/post-store.ts';
import { removePosts } from '../../domain/posts/remove-posts.ts';
import { takeBack } from '../../domain/posts/take-back.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { type ForgetVideoDeps, forgetVideo } from '../../domain/videos/forget-video.ts';
import { deletionGraceMs } from '../../domain/videos/next-video-look.ts';
import type { VideoRecord } from '../../domain/videos/video.ts';

export interface DeletionRepairDeps extends ForgetVideoDeps {
  readonly posts: Pick<PostStore, 'listOfVideo' | 'remove' | 'transition'>;
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly clock: Clock;
}

/**
 * Finishes the deletion of a video whose process died, or was refused after the first posts were gone. Posts that a worker
 * holds are waited for, and what waits at a platform for its time is taken back. Entries of the scheduler and timelines stay
 * behind: the ones do nothing, the others expire.
 */
export async function finishDeletion(
  deps: DeletionRepairDeps,
  work: DueWork,
  video: VideoRecord,
): Promise<'deleted' | 'looked'> {
  const now = deps.clock.now();
  // Begun anew since the index was read: its process is alive, and the row has another look by now.
  if ((video.deletingAt ?? now) + deletionGraceMs > now) return 'looked';
  const posts = await deps.posts.listOfVideo(video.ownerId, video.videoId);
  const held = posts.filter((post) => isHeldThere(post, now));
  if (held.length > 0) {
    // It has landed since its deletion began, and would come out with nobody left to know of it.
    await takeBack(deps.posts, held, now);
    await deps.work.postpone(work, now + deletionGraceMs);
    return 'looked';
  }
  if ((await removePosts(deps.posts, posts, now)) !== 'all') {
    await deps.work.postpone(work, now + deletionGraceMs);
    return 'looked';
  }
  await forgetVideo(deps, video);
  return 'deleted';
}
