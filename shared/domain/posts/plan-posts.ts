import type { Connection } from '../connections/connection.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import { findingsAt } from '../videos/preflight.ts';
import { requestOf } from '../videos/request-of.ts';
import type { VideoRecord } from '../videos/video.ts';
import type { OwnerFacts } from '../videos/video-view.ts';
import { buildPost, hasBegun, timingOf } from './build-post.ts';
import { type Post, type PostState, type PublishRequest, postIdOf } from './post.ts';
import type { PostStore } from './post-store.ts';

/** A video at one destination, as a user wants to have it posted. */
export interface WantedPost {
  readonly video: VideoRecord;
  readonly destination: Connection;
  readonly earlier: Post | undefined;
  /** States of an earlier post from which it may be taken up. */
  readonly from: readonly PostState[];
  readonly request: PublishRequest;
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
    } else wanted.push({ video, destination, earlier, from: states, request });
  }
  return { wanted, refused };
}

/** What was accepted once is not refused later: it goes on, or gets another time. */
function isUnderWay(earlier: Post | undefined): boolean {
  return earlier !== undefined && (hasBegun(earlier) || earlier.state === 'reconnect' || earlier.state === 'scheduled');
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
  const fresh = wanted
    .filter(({ earlier }) => !earlier)
    .map((item) => buildPost(item.video, item.destination, item.request, timeOf(item), now));
  const [created, again] = await Promise.all([
    posts.create(fresh),
    Promise.all(wanted.map((item) => item.earlier && takeUp(posts, item.earlier, item, timeOf(item), now))),
  ]);
  return [...created, ...again.filter((post) => post !== undefined)];
}

async function takeUp(
  posts: Pick<PostStore, 'transition'>,
  earlier: Post,
  { from, request }: WantedPost,
  when: ZonedTime | null,
  now: number,
): Promise<Post | undefined> {
  return posts.transition(
    earlier,
    from,
    (post) => ({
      // What waits for its account is only freed: its time has been.
      ...timingOf(post.state === 'reconnect' ? null : when, now),
      error: null,
      failures: 0,
      // What has begun at the platform goes on with the words it began with.
      ...(hasBegun(post) ? {} : { request }),
    }),
    now,
  );
}
