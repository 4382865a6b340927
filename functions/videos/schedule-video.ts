import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { unplanned } from '../../shared/domain/posts/build-post.ts';
import { idleStates, planPosts, type RefusedPost, writePosts } from '../../shared/domain/posts/plan-posts.ts';
import { type Post, type PostState, postIdOf } from '../../shared/domain/posts/post.ts';
import { parseScheduledTime } from '../../shared/domain/schedules/parse-scheduled-time.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
import { refuseAll } from './refused-view.ts';

/** A time in a user's words. */
export interface WantedTime {
  readonly scheduled_time: string;
  readonly time_zone?: string | undefined;
  readonly disambiguation?: 'earlier' | 'later' | undefined;
}

interface Options {
  readonly owner: OwnerFacts;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Only these accounts. */
  readonly connectionIds?: readonly string[] | undefined;
}

interface Scheduled {
  /** All posts of the video as they are now. */
  readonly posts: Post[];
  readonly refused: RefusedPost[];
}

type Stores = Pick<Deps, 'posts' | 'hints' | 'schedules'>;

/**
 * Gives a video a time, or takes it away. What a worker has taken by then stays as it is: the row decides.
 * @param posts of the video
 * @param when null = no time: what is scheduled is pending again
 * @throws HopperError invalid_input, ambiguous_time, nonexistent_time; no_destination; would_be_refused; conflict when
 * there is nothing that could get a time, or a worker was first
 */
export async function scheduleVideo(
  deps: Stores,
  video: VideoRecord,
  posts: readonly Post[],
  when: WantedTime | null,
  options: Options,
): Promise<Scheduled> {
  const { changed, refused } = when
    ? await plan(deps, video, posts, when, options)
    : { changed: await unplan(deps, posts, options), refused: [] };
  await announcePosts(deps, changed, options.now);
  const now = new Map([...posts, ...changed].map((post) => [post.postId, post]));
  return { posts: [...now.values()], refused };
}

async function plan(deps: Stores, video: VideoRecord, posts: readonly Post[], wish: WantedTime, options: Options) {
  const { owner, now } = options;
  const timeZone = wish.time_zone ?? owner.settings.global.time_zone;
  const when = parseScheduledTime({ ...wish, time: wish.scheduled_time, timeZone }, now);
  if (video.state !== 'ready') throw new HopperError('conflict', 'This video has not arrived yet.');
  const known = new Map(posts.map((post) => [post.postId, post]));
  const { destinations, from } = chooseDestinations(video, posts, options);
  const { wanted, refused } = planPosts(video, known, { ...owner, destinations }, () => from);
  if (wanted.length === 0 && refused.length > 0) throw refuseAll(refused);
  const changed = await writePosts(deps.posts, wanted, () => when, now);
  if (changed.length === 0) throw new HopperError('conflict', 'This video is on its way or out already.');
  return { changed, refused };
}

/** A plan that stands is moved as it is; without one the video is planned wherever it is not out. */
function chooseDestinations(
  { videoId }: VideoRecord,
  posts: readonly Post[],
  { owner, connectionIds }: Options,
): { destinations: OwnerFacts['connections']; from: readonly PostState[] } {
  const stateAt = new Map(posts.map((post) => [post.postId, post.state]));
  const stateOf = (connectionId: string) => stateAt.get(postIdOf(videoId, connectionId));
  if (connectionIds) {
    const destinations = owner.connections.filter((one) => connectionIds.includes(one.connectionId));
    if (destinations.length < new Set(connectionIds).size) throw unknownConnection();
    return { destinations, from: ['scheduled', ...idleStates] };
  }
  const isPlanned = ({ connectionId }: { connectionId: string }) =>
    ['scheduled', 'pending'].includes(stateOf(connectionId) ?? '');
  if (posts.some(({ state }) => state === 'scheduled')) {
    return { destinations: owner.connections.filter(isPlanned), from: ['scheduled', 'pending'] };
  }
  const destinations = owner.connections.filter(({ enabled }) => enabled);
  if (destinations.length === 0) throw new HopperError('no_destination');
  return { destinations, from: idleStates };
}

async function unplan(deps: Stores, posts: readonly Post[], { connectionIds, now }: Options): Promise<Post[]> {
  const planned = posts.filter(
    ({ state, connectionId }) => state === 'scheduled' && (connectionIds?.includes(connectionId) ?? true),
  );
  const changed = await unschedulePosts(deps.posts, planned, now);
  if (changed.length > 0 || planned.length === 0) return changed;
  throw new HopperError('conflict', 'The start came first: this video is being posted.');
}

/** Makes scheduled posts pending again; those that a worker has taken meanwhile are left out of the answer. */
export async function unschedulePosts(posts: Deps['posts'], planned: readonly Post[], now: number): Promise<Post[]> {
  const changed = await Promise.all(planned.map((post) => posts.transition(post, ['scheduled'], unplanned, now)));
  return changed.filter((post) => post !== undefined);
}

function unknownConnection(): HopperError {
  const message = 'There is no such account.';
  return new HopperError('not_found', message, { details: [{ path: 'connection_ids', message }] });
}
