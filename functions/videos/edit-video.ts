import { isDeepStrictEqual } from 'node:util';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { KeptPost } from '../../shared/domain/posts/explain-kept.ts';
import { idleStates } from '../../shared/domain/posts/plan-posts.ts';
import { isPlanned } from '../../shared/domain/posts/planned-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { assertInTime } from '../../shared/domain/videos/check-settings.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { isActive } from '../../shared/domain/videos/video-status.ts';
import type { VideoEdit } from '../../shared/domain/videos/video-store.ts';
import { buildVideoView, type OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import { assertIfMatch } from '../../shared/http/etag.ts';
import type { Deps } from './deps.ts';
import { getOwnVideo } from './get-own-video.ts';
import { renewAll, takesWords } from './renew-words.ts';
import { scheduleVideo, type WantedTime } from './schedule-video.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Every try fails only because another edit succeeded. */
const maxTries = 10;

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

export interface Edited {
  readonly video: VideoRecord;
  readonly view: Video;
  /** Posts that go on with the words or the time that they have. */
  readonly kept: readonly KeptPost[];
}

/**
 * Changes what a video says at its destinations, also in posts that have nothing at the platform yet. Those that have begun go
 * on with the words that they have; when the change could reach nothing else, it is refused.
 * @throws HopperError not_found, conflict, precondition_failed
 */
export async function editVideo(deps: Deps, options: EditOptions): Promise<Edited> {
  const { ownerId, videoId, ifMatch, now } = options;
  const owner = await loadOwnerFacts(deps, ownerId);
  for (let attempt = 0; attempt < maxTries; attempt += 1) {
    const [video, posts] = await Promise.all([
      getOwnVideo(deps, ownerId, videoId),
      deps.posts.listOfVideo(ownerId, videoId),
    ]);
    if (video.deletingAt !== null) throw new HopperError('not_found', 'This video is being deleted.');
    assertIfMatch(ifMatch, String(video.version));
    const change = options.decide(video, owner);
    const next = { ...video, ...change };
    const hasNewWords = !isDeepStrictEqual(next, video);
    // Time alone is decided by the posts themselves.
    if (hasNewWords || options.when === undefined) assertReachable(posts, owner, now);
    assertInTime(video, next, posts.filter(isPlanned), owner, now);
    // The time first: whatever speaks against it must be said before anything is changed.
    const kept = await moveInTime(deps, next, posts, owner, options);
    const edited = hasNewWords || options.when !== undefined ? await deps.videos.edit(video, change) : video;
    if (!edited) continue;
    // Also when nothing changed: an earlier call may have died before it came here.
    const words = await renewAll(deps, edited, owner, now);
    return { video: edited, view: buildVideoView(edited, words.posts, owner), kept: [...kept, ...words.kept] };
  }
  throw new HopperError('conflict', 'This video is being changed by others all the time. Try again shortly.');
}

/** Words may still go to a post that has not begun, to one that is tried again, and to an account that has none yet. */
function assertReachable(posts: readonly Post[], { connections }: OwnerFacts, now: number): void {
  if (!posts.some(isActive)) return;
  const isPosted = (connectionId: string) => posts.some((post) => post.connectionId === connectionId);
  const hasRoom = connections.some(({ enabled, connectionId }) => enabled && !isPosted(connectionId));
  const isIdle = ({ state }: Post) => idleStates.some((name) => name === state);
  if (hasRoom || posts.some((post) => takesWords(post, now) || isIdle(post))) return;
  throw new HopperError('conflict', 'This video is being posted with its present words.');
}

async function moveInTime(
  deps: Deps,
  video: VideoRecord,
  posts: readonly Post[],
  owner: OwnerFacts,
  { when, now }: EditOptions,
): Promise<readonly KeptPost[]> {
  return when === undefined ? [] : (await scheduleVideo(deps, video, posts, when, { owner, now })).kept;
}
