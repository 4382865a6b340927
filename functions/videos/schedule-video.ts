import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import type { KeptPost } from '../../shared/domain/posts/explain-kept.ts';
import { planPosts, type RefusedPost, type WantedPost, writePosts } from '../../shared/domain/posts/plan-posts.ts';
import { isPlanned } from '../../shared/domain/posts/planned-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { parseScheduledTime } from '../../shared/domain/schedules/parse-scheduled-time.ts';
import { settingsAt } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import { chooseDestinations, statesToMove, unknownConnection } from './choose-destinations.ts';
import type { Deps } from './deps.ts';
import { assertStored } from './get-own-video.ts';
import { findKept, startWasFirst } from './kept-posts.ts';
import { refuseAll } from './refused-view.ts';
import { settleWords } from './renew-words.ts';
import { unschedulePosts } from './unschedule-posts.ts';

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

async function unplan(deps: Stores, posts: readonly Post[], { connectionIds, now, owner }: Options): Promise<Planned> {
  // An account that was disconnected is still known by its posts.
  const known = new Set([...owner.connections, ...posts].map(({ connectionId }) => connectionId));
  if (connectionIds?.some((id) => !known.has(id))) throw unknownConnection();
  const isMeant = (post: Post) => isPlanned(post) && post.wish === null;
  const meant = posts.filter((post) => isMeant(post) && (connectionIds?.includes(post.connectionId) ?? true));
  return { meant, refused: [], changed: await unschedulePosts(deps.posts, owner.rules, meant, now) };
}
