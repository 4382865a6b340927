import type { Post, Video } from '../../data/api.ts';
import { shownPlatforms } from '../../data/platforms.ts';
import { describePost } from '../../queue/describe-post.ts';
import type { Tone } from '../../ui/note.tsx';
import { type Entry, entryKey } from './entry.ts';

export interface EntryOptions {
  /** What clocks show at an instant: `YYYY-MM-DDTHH:MM`. */
  readonly toLocal: (at: number) => string;
  /** Entries that are just being given another time: key → what clocks will show. */
  readonly moving: ReadonlyMap<string, string>;
}

/** Platforms take different times to bring the same video out; so far apart it is one thing that happened. */
const togetherMilliseconds = 600_000;
const byTone: readonly Tone[] = ['bad', 'warn', 'accent', 'neutral', 'good'];

/** Everything that has a time, the earliest first. */
export function buildEntries(videos: readonly Video[], options: EntryOptions): Entry[] {
  return videos
    .flatMap((video) => group(timedPosts(video)).map((posts) => build(video, posts, options)))
    .toSorted((one, other) => one.local.localeCompare(other.local) || one.at - other.at);
}

interface TimedPost {
  readonly post: Post;
  readonly at: number;
  readonly isPlanned: boolean;
}

function timedPosts({ posts }: Video): TimedPost[] {
  return posts.flatMap((post): TimedPost[] => {
    if (post.status === 'cancelled' || post.status === 'pending') return [];
    if (post.scheduled_time !== null) return [{ post, at: Date.parse(post.scheduled_time), isPlanned: true }];
    return post.published_at === null ? [] : [{ post, at: Date.parse(post.published_at), isPlanned: false }];
  });
}

function group(posts: readonly TimedPost[]): TimedPost[][] {
  const groups: TimedPost[][] = [];
  for (const timed of posts.toSorted((one, other) => one.at - other.at)) {
    const last = groups.at(-1);
    if (last?.[0] && isTogether(last[0], timed)) last.push(timed);
    else groups.push([timed]);
  }
  return groups;
}

function isTogether(first: TimedPost, next: TimedPost): boolean {
  if (first.isPlanned || next.isPlanned) return first.at === next.at;
  return next.at - first.at <= togetherMilliseconds;
}

function build(video: Video, timed: readonly TimedPost[], { toLocal, moving }: EntryOptions): Entry {
  const at = timed[0]?.at ?? 0;
  const key = entryKey(video.id, at);
  const posts = shownPlatforms.flatMap((name) => timed.flatMap(({ post }) => (post.platform === name ? post : [])));
  const tones = posts.map((post) => describePost(post).tone);
  const local = moving.get(key);
  return {
    key,
    video,
    posts,
    at,
    local: local ?? toLocal(at),
    tone: byTone.find((tone) => tones.includes(tone)) ?? 'neutral',
    isSaving: local !== undefined,
  };
}
