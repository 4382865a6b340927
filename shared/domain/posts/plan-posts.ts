import type { Connection } from '../connections/connection.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import { findingsAt } from '../videos/preflight.ts';
import { requestOf } from '../videos/request-of.ts';
import type { VideoRecord } from '../videos/video.ts';
import type { OwnerFacts } from '../videos/video-view.ts';
import { buildPost, hasBegun, type PostInput } from './build-post.ts';
import { isPlanned } from './planned-post.ts';
import { type Post, type PostState, postIdOf } from './post.ts';
import type { PostStore } from './post-store.ts';
import { takeUpChange } from './take-up-post.ts';

/** A video at one destination, as a user wants to have it posted. */
export interface WantedPost extends PostInput {
  readonly destination: Connection;
  readonly earlier: Post | undefined;
  /** States of an earlier post from which it may be taken up. */
  readonly from: readonly PostState[];
}

/** A destination that would not take the video. */
export interface RefusedPost {
  readonly videoId: string;
  readonly platform: Post['platform'];
  readonly connectionId: string;
  /** For a person. */
  readonly reason: string;
}

/** States in which a post is not out, and nobody is at work on it. */
export const idleStates = ['pending', 'failed', 'cancelled'] as const satisfies readonly PostState[];

/**
 * What there is to post of one video. What began at the platform goes on whatever the file looks like; everything else is
 * held against the platform's rules first.
 * @param from states of earlier posts that may be taken up; an outcome that nobody knows is never among them
 */
export function planPosts(
  video: VideoRecord,
  known: ReadonlyMap<string, Post>,
  owner: OwnerFacts & { readonly destinations: readonly Connection[] },
  from: (destination: Connection, earlier: Post | undefined) => readonly PostState[],
): { wanted: WantedPost[]; refused: RefusedPost[] } {
  const wanted: WantedPost[] = [];
  const refused: RefusedPost[] = [];
  for (const destination of owner.destinations) {
    const { platform, connectionId } = destination;
    const { timing } = owner.rules[platform];
    const earlier = known.get(postIdOf(video.videoId, connectionId));
    const states = from(destination, earlier);
    if (earlier && !states.includes(earlier.state)) continue;
    const request = requestOf(owner.rules[platform], platform, video, owner.settings);
    const against = findingsAt(owner.rules[platform], video, request, destination).filter(
      ({ level }) => level === 'refused',
    );
    if (against.length > 0 && !isUnderWay(earlier)) {
      const reason = against.map(({ message }) => message).join(' ');
      refused.push({ videoId: video.videoId, platform, connectionId, reason });
    } else wanted.push({ video, destination, earlier, from: states, request, timing });
  }
  return { wanted, refused };
}

/** What was accepted once is not refused later: it goes on, or gets another time. */
function isUnderWay(earlier: Post | undefined): boolean {
  return earlier !== undefined && (hasBegun(earlier) || isPlanned(earlier) || earlier.state === 'reconnect');
}

/**
 * Writes what is wanted. A post's id is made from video and destination, and an earlier row is only taken up from where it
 * stands, so of two calls at once each post is written by one.
 * @param timeOf when each of them shall go; null = at once
 * @returns the posts that this call has written
 */
export async function writePosts(
  posts: Pick<PostStore, 'create' | 'transition'>,
  wanted: readonly WantedPost[],
  timeOf: (item: WantedPost) => ZonedTime | null,
  now: number,
): Promise<Post[]> {
  const fresh = wanted.filter(({ earlier }) => !earlier).map((item) => buildPost(item, timeOf(item), now));
  const [created, again] = await Promise.all([
    posts.create(fresh),
    Promise.all(wanted.map((item) => item.earlier && takeUp(posts, item.earlier, item, timeOf(item), now))),
  ]);
  return [...created, ...again.filter((post) => post !== undefined)];
}

/** The row decides: what its worker has begun meanwhile is moved like a post that had begun all the time, or not at all. */
async function takeUp(
  posts: Pick<PostStore, 'transition'>,
  earlier: Post,
  item: WantedPost,
  when: ZonedTime | null,
  now: number,
): Promise<Post | undefined> {
  const change = (post: Post) => takeUpChange(post, item, when, now);
  return posts.transition(earlier, item.from, change, now, { takeOver: true });
}
