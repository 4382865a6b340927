import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import type { KeptPost } from '../../shared/domain/posts/explain-kept.ts';
import {
  idleStates,
  planPosts,
  type RefusedPost,
  type WantedPost,
  writePosts,
} from '../../shared/domain/posts/plan-posts.ts';
import { isPlanned, plannedStates } from '../../shared/domain/posts/planned-post.ts';
import { type Post, type PostState, postIdOf } from '../../shared/domain/posts/post.ts';
import { unplanChange } from '../../shared/domain/posts/retime-post.ts';
import { parseScheduledTime } from '../../shared/domain/schedules/parse-scheduled-time.ts';
import { settingsAt } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
import { assertStored } from './get-own-video.ts';
import { findKept, startWasFirst } from './kept-posts.ts';
import { refuseAll } from './refused-view.ts';
import { settleWords } from './renew-words.ts';

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
  /** Posts for which the start came first. */
  readonly kept: KeptPost[];
}

interface Planned {
  readonly changed: Post[];
  /** Earlier posts that the change was about. */
  readonly meant: readonly Post[];
  readonly refused: RefusedPost[];
}

type Stores = Pick<Deps, 'posts' | 'videos' | 'hints' | 'schedules'>;

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
  const { changed, meant, refused } = when
    ? await plan(deps, video, posts, when, options)
    : await unplan(deps, posts, options);
  const kept = await findKept(deps, meant, changed, { rules: options.owner.rules, now: options.now });
  if (changed.length === 0 && kept.length > 0) throw startWasFirst(kept);
  if (when && changed.length === 0) throw new HopperError('conflict', 'This video is on its way or out already.');
  const settled = when ? await settleWords(deps, changed, options.owner, options.now) : changed;
  await announcePosts(deps, settled, options.now);
  const after = new Map([...posts, ...settled].map((post) => [post.postId, post]));
  return { posts: [...after.values()], refused, kept };
}

async function plan(
  deps: Stores,
  video: VideoRecord,
  posts: readonly Post[],
  wish: WantedTime,
  options: Options,
): Promise<Planned> {
  const { owner, now } = options;
  const timeZone = wish.time_zone ?? owner.settings.global.time_zone;
  const when = parseScheduledTime({ ...wish, time: wish.scheduled_time, timeZone }, now);
  if (video.state !== 'ready') throw new HopperError('conflict', 'This video has not arrived yet.');
  assertStored(video);
  const known = new Map(posts.map((post) => [post.postId, post]));
  const { destinations, from } = chooseDestinations(video, posts, options);
  const { wanted, refused } = planPosts(video, known, { ...owner, destinations }, statesToMove(from));
  if (wanted.length === 0 && refused.length > 0) throw refuseAll(refused);
  assertTime(video, wanted, when.at, options);
  const changed = await writePosts(deps.posts, wanted, () => when, now);
  return { changed, refused, meant: wanted.flatMap(({ earlier }) => earlier ?? []) };
}

/** @throws HopperError invalid_input when a platform would bring the video out before that time */
function assertTime(video: VideoRecord, wanted: readonly WantedPost[], dueAt: number, { owner, now }: Options): void {
  const problems = wanted.flatMap(({ destination }) => {
    const { platform } = destination;
    const rules = owner.rules[platform];
    const problemsAt = (time: number | null) =>
      rules.checkSettings(settingsAt(rules, platform, video, owner.settings), destination, { now, dueAt: time });
    const usual = new Set(problemsAt(null).map(({ message }) => message));
    return problemsAt(dueAt).filter(({ message }) => !usual.has(message));
  });
  const [first] = problems;
  if (!first) return;
  const details = problems.map(({ message }) => ({ path: 'scheduled_time', message }));
  throw new HopperError('invalid_input', first.message, { details });
}

/** What has a time may be moved in whichever state it is; the write decides whether it still can be. */
function statesToMove(from: readonly PostState[]) {
  return ({ state }: Connection, earlier: Post | undefined): readonly PostState[] => {
    if (!earlier || !isPlanned(earlier)) return from;
    // Its account was connected again this very moment: it is being freed, with the time that it has.
    return plannedStates.filter((name) => name !== 'reconnect' || state !== 'connected');
  };
}

/** A plan that stands is moved as it is; without one the video is planned wherever it is not out. */
function chooseDestinations(
  { videoId }: VideoRecord,
  posts: readonly Post[],
  { owner, connectionIds }: Options,
): { destinations: OwnerFacts['connections']; from: readonly PostState[] } {
  if (connectionIds) {
    const destinations = owner.connections.filter((one) => connectionIds.includes(one.connectionId));
    if (destinations.length < new Set(connectionIds).size) throw unknownConnection();
    return { destinations, from: idleStates };
  }
  if (posts.some(isPlanned)) {
    const ids = new Set(
      posts.filter((post) => isPlanned(post) || post.state === 'pending').map(({ postId }) => postId),
    );
    const isMeant = ({ connectionId }: { connectionId: string }) => ids.has(postIdOf(videoId, connectionId));
    return { destinations: owner.connections.filter(isMeant), from: ['pending'] };
  }
  const destinations = owner.connections.filter(({ enabled }) => enabled);
  if (destinations.length === 0) throw new HopperError('no_destination');
  return { destinations, from: idleStates };
}

async function unplan(deps: Stores, posts: readonly Post[], { connectionIds, now, owner }: Options): Promise<Planned> {
  const isMeant = (post: Post) => isPlanned(post) && post.wish === null;
  const meant = posts.filter((post) => isMeant(post) && (connectionIds?.includes(post.connectionId) ?? true));
  return { meant, refused: [], changed: await unschedulePosts(deps.posts, owner.rules, meant, now) };
}

/**
 * Takes the time of planned posts away; what has begun ahead of it is taken back by a worker. Those for which the start came
 * first are left out of the answer.
 */
export async function unschedulePosts(
  posts: Deps['posts'],
  rules: OwnerFacts['rules'],
  planned: readonly Post[],
  now: number,
): Promise<Post[]> {
  const changed = await Promise.all(
    planned.map((post) => {
      const change = (stored: Post) => unplanChange(stored, rules[post.platform].timing, now);
      return posts.transition(post, plannedStates, change, now, { takeOver: true });
    }),
  );
  return changed.filter((post) => post !== undefined);
}

function unknownConnection(): HopperError {
  const message = 'There is no such account.';
  return new HopperError('not_found', message, { details: [{ path: 'connection_ids', message }] });
}
