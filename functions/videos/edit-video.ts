import { isDeepStrictEqual } from 'node:util';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Post, PostState } from '../../shared/domain/posts/post.ts';
import { requestOf } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { isActive } from '../../shared/domain/videos/video-status.ts';
import type { VideoEdit } from '../../shared/domain/videos/video-store.ts';
import { buildVideoView, type OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import { assertIfMatch } from '../../shared/http/etag.ts';
import type { Deps } from './deps.ts';
import { getOwnVideo } from './get-own-video.ts';
import { scheduleVideo, type WantedTime } from './schedule-video.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Every try fails only because another edit succeeded. */
const maxTries = 10;

/** States of posts that are planned and that no worker has begun. */
const plannedStates: readonly PostState[] = ['pending', 'scheduled'];

export interface EditOptions {
  readonly ownerId: string;
  readonly videoId: string;
  /** Version that the caller knows; undefined = whichever is there. */
  readonly ifMatch?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** A time for the video, null to take its time away; undefined = as it is. */
  readonly when?: WantedTime | null | undefined;
  /** What to change, in view of what is there; may be asked more than once. */
  readonly decide: (video: VideoRecord, owner: OwnerFacts) => VideoEdit;
}

/**
 * Changes what a video says at its destinations, also in posts that are planned and have nothing at the platform yet. A
 * video whose posts are on their way is left alone.
 * @throws HopperError not_found, conflict, precondition_failed
 */
export async function editVideo(deps: Deps, options: EditOptions): Promise<{ video: VideoRecord; view: Video }> {
  const { ownerId, videoId, ifMatch } = options;
  const owner = await loadOwnerFacts(deps, ownerId);
  for (let attempt = 0; attempt < maxTries; attempt += 1) {
    const [video, posts] = await Promise.all([
      getOwnVideo(deps, ownerId, videoId),
      deps.posts.listOfVideo(ownerId, videoId),
    ]);
    if (video.deletingAt !== null) throw new HopperError('not_found', 'This video is being deleted.');
    assertIfMatch(ifMatch, String(video.version));
    if (posts.some(isActive)) throw new HopperError('conflict', 'This video is being posted with its present words.');
    const change = options.decide(video, owner);
    const next = { ...video, ...change };
    // The time first: whatever speaks against it must be said before anything is changed.
    const planned = await plan(deps, next, posts, owner, options);
    const isSame = isDeepStrictEqual(next, video) && options.when === undefined;
    const edited = isSame ? video : await deps.videos.edit(video, change);
    if (!edited) continue;
    // Also when nothing changed: an earlier call may have died before it came here.
    const renewed = await Promise.all(planned.map((post) => renewWords(deps, post, edited, owner, options.now)));
    return { video: edited, view: buildVideoView(edited, renewed, owner) };
  }
  throw new HopperError('conflict', 'This video is being changed by others all the time. Try again shortly.');
}

async function plan(
  deps: Deps,
  video: VideoRecord,
  posts: readonly Post[],
  owner: OwnerFacts,
  { when, now }: EditOptions,
): Promise<readonly Post[]> {
  if (when === undefined) return posts;
  return (await scheduleVideo(deps, video, posts, when, { owner, now })).posts;
}

/** Gives a planned post the words of its video. One that a worker has taken meanwhile goes out with those it has. */
async function renewWords(deps: Deps, post: Post, video: VideoRecord, owner: OwnerFacts, now: number): Promise<Post> {
  const isUntouched = post.checkpoint === null || post.checkpoint === undefined;
  if (!plannedStates.includes(post.state) || !isUntouched) return post;
  const request = requestOf(owner.rules[post.platform], post.platform, video, owner.settings);
  if (isDeepStrictEqual(request, post.request)) return post;
  return (await deps.posts.transition(post, plannedStates, { request }, now)) ?? post;
}
