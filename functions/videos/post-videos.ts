import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import {
  idleStates,
  planPosts,
  type RefusedPost,
  type WantedPost,
  writePosts,
} from '../../shared/domain/posts/plan-posts.ts';
import { isPlanned, plannedStates } from '../../shared/domain/posts/planned-post.ts';
import type { Post, PostState } from '../../shared/domain/posts/post.ts';
import type { ZonedTime } from '../../shared/domain/schedules/local-time.ts';
import { buildPostingPlan, type PostingPlan } from '../../shared/domain/schedules/posting-plan.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { statusOf } from '../../shared/domain/videos/video-status.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { findKept, startWasFirst } from './kept-posts.ts';
import { buildRefusedView, refuseAll } from './refused-view.ts';
import { settleWords } from './renew-words.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** So many videos are written before anybody looks at the clock. */
const videosAtOnce = 250;

/**
 * Sends every waiting video to every destination where it has not gone out, or gives it a time. A post's id is made from
 * video and destination, so a second click or a repeated request finds the first one's rows and counts nothing.
 */
export const postVideos: VideosEndpoint<'postVideos'> = async ({ body = {} }, { caller, now }, deps) => {
  const ownerId = caller.userId;
  const enough = deps.patience();
  const [videos, posts, owner] = await Promise.all([
    deps.videos.list(ownerId),
    deps.posts.listOfOwner(ownerId),
    loadOwnerFacts(deps, ownerId),
  ]);
  const destinations = owner.connections.filter(({ enabled }) => enabled);
  if (destinations.length === 0) throw new HopperError('no_destination');
  const known = new Map(posts.map((post) => [post.postId, post]));
  const plans = chooseVideos(videos, posts, body.video_ids).map((video) =>
    planPosts(video, known, { ...owner, destinations }, takeableFrom(body.video_ids !== undefined)),
  );
  const wanted = plans.map((plan) => plan.wanted).filter((own) => own.length > 0);
  const refused = plans.flatMap((plan) => plan.refused);
  if (wanted.length === 0) throw await explainNothing(deps, ownerId, refused);
  const plan = buildPostingPlan(wanted.length, body, owner.settings.global, now);
  const timeOf = assignTimes(wanted, plan);
  const { written, tried } = await writeInTime(deps, wanted, timeOf, { now, enough });
  const moved = tried.flat().flatMap(({ earlier }) => (earlier && isPlanned(earlier) ? [earlier] : []));
  const kept = await findKept(deps, moved, written, { rules: owner.rules, now });
  if (written.length === 0 && kept.length > 0) throw startWasFirst(kept);
  if (written.length === 0) throw await explainNothing(deps, ownerId, refused);
  await announcePosts(deps, await settleWords(deps, written, owner, now), now, enough);
  return {
    ...describe(written, plan, wanted.length - tried.length),
    refused: refused.map(buildRefusedView),
    kept: kept.map(buildRefusedView),
  };
};

/**
 * What a user has cancelled does not go out with all the others, only when its video is named; neither does what has a time,
 * and then the write decides whether it can still be moved. What is being taken back to wait for the next order is meant by
 * every order; the write finds that it came too early, and the answer says so. A worker may have found the access gone at the
 * very moment at which the user connected again.
 */
function takeableFrom(isNamed: boolean): (destination: Connection, earlier?: Post) => readonly PostState[] {
  const idle = isNamed ? idleStates : idleStates.filter((state) => state !== 'cancelled');
  return ({ state }, earlier) => {
    if (earlier && isPlanned(earlier) && (isNamed || earlier.wish === 'unplan')) return plannedStates;
    return state === 'connected' ? [...idle, 'reconnect'] : idle;
  };
}

/**
 * Ready videos in their order. One that is out everywhere it was sent to does not go to a new destination by itself: only
 * when it is named.
 */
function chooseVideos(
  videos: readonly VideoRecord[],
  posts: readonly Post[],
  ids: readonly string[] | undefined,
): VideoRecord[] {
  const own = new Set(videos.map(({ videoId }) => videoId));
  const index = ids?.findIndex((id) => !own.has(id)) ?? -1;
  if (index >= 0) {
    const details = [{ path: `video_ids.${index}`, message: 'There is no such video.' }];
    throw new HopperError('not_found', 'There is no such video.', { details });
  }
  const postsOf = Map.groupBy(posts, ({ videoId }) => videoId);
  return videos.filter((video) => {
    if (video.state !== 'ready') return false;
    return ids ? ids.includes(video.videoId) : statusOf(video, postsOf.get(video.videoId) ?? []) !== 'uploaded';
  });
}

/** Writes what was ordered, the first videos first, for as long as the user can wait. */
async function writeInTime(
  deps: Deps,
  wanted: readonly WantedPost[][],
  timeOf: (item: WantedPost) => ZonedTime | null,
  { now, enough }: { readonly now: number; readonly enough: AbortSignal },
): Promise<{ written: Post[]; tried: WantedPost[][] }> {
  const written: Post[] = [];
  const tried: WantedPost[][] = [];
  while (tried.length < wanted.length && (tried.length === 0 || !enough.aborted)) {
    const some = wanted.slice(tried.length, tried.length + videosAtOnce);
    written.push(...(await writePosts(deps.posts, some.flat(), timeOf, now)));
    tried.push(...some);
  }
  return { written, tried };
}

function assignTimes(wanted: readonly WantedPost[][], { times }: PostingPlan): (item: WantedPost) => ZonedTime | null {
  const byVideo = new Map(wanted.map(([first], index) => [first?.video.videoId, times[index] ?? null]));
  return ({ video }) => byVideo.get(video.videoId) ?? null;
}

/**
 * Counts videos; whoever was slower in a race has none.
 * @param left videos for which there was no time
 */
function describe(written: readonly Post[], { mode, message }: PostingPlan, left: number) {
  const count = (posts: readonly Post[]) => new Set(posts.map(({ videoId }) => videoId)).size;
  const queued = count(written.filter(({ state, dueAt }) => state === 'queued' || dueAt === null));
  const text = message ?? `${queued} ${queued === 1 ? 'video' : 'videos'} queued for posting`;
  const rest = left === 0 ? '' : `. There was no time for ${left} more: order again`;
  return { queued, scheduled: mode === 'immediate' ? 0 : count(written), message: `${text}${rest}` };
}

/** "No videos ready" with what there is instead, read anew: another call may just have taken them all. */
async function explainNothing(deps: Deps, ownerId: string, refused: readonly RefusedPost[]): Promise<HopperError> {
  if (refused.length > 0) return new HopperError('nothing_to_post', refuseAll(refused).message, refuseAll(refused));
  const [videos, posts] = await Promise.all([deps.videos.list(ownerId), deps.posts.listOfOwner(ownerId)]);
  const postsOf = Map.groupBy(posts, ({ videoId }) => videoId);
  const statuses = videos.map((video) => statusOf(video, postsOf.get(video.videoId) ?? []));
  const counts = [...Map.groupBy(statuses, (status) => status)].map(([status, all]) => `${all.length} ${status}`);
  const list = counts.join(', ') || 'nothing';
  return new HopperError('nothing_to_post', `No videos ready to post. In the queue: ${list}.`);
}
