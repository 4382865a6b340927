import { isDeepStrictEqual } from 'node:util';
import { explainKeptWords, type KeptPost } from '../../shared/domain/posts/explain-kept.ts';
import { hasStarted, plannedStates } from '../../shared/domain/posts/planned-post.ts';
import type { Post, PostState, PublishRequest } from '../../shared/domain/posts/post.ts';
import type { PostChange } from '../../shared/domain/posts/post-store.ts';
import { requestOf } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';

/** States of a post that is still to go out. What failed or was cancelled gets new words when it is tried again. */
const open: readonly PostState[] = ['pending', ...plannedStates];

/** Whether a post may still get other words: nothing of it is at the platform, and no worker is at it. */
export function takesWords(post: Post, now: number): boolean {
  return open.includes(post.state) && !hasStarted(post) && post.leaseUntil <= now;
}

/**
 * Gives all posts of a video its words, each by one write that fails when a worker takes the post. Words that were made from a
 * later version of the video stay: of two edits at once the later one counts, whichever comes last.
 * @returns the posts as they are now, and those that go on with earlier words
 */
export async function renewAll(
  deps: Pick<Deps, 'posts'>,
  video: VideoRecord,
  { rules, settings }: OwnerFacts,
  now: number,
): Promise<{ posts: readonly Post[]; kept: KeptPost[] }> {
  const { ownerId, videoId } = video;
  const wordsOf = ({ platform }: Post) => requestOf(rules[platform], platform, video, settings);
  // Read after the edit was written: whoever makes a post later on looks at the video once more.
  const posts = await deps.posts.listOfVideo(ownerId, videoId);
  const written = await Promise.all(
    posts.map((post) => {
      const change = (stored: Post) => renewal(stored, wordsOf(post), video.version, now);
      return change(post) ? deps.posts.transition(post, open, change, now) : post;
    }),
  );
  const known = written.filter((post) => post !== undefined);
  const latest = known.length < posts.length ? await deps.posts.listOfVideo(ownerId, videoId) : known;
  const isBehind = (post: Post) => open.includes(post.state) && post.videoVersion <= video.version;
  const kept = latest.filter((post) => isBehind(post) && !isDeepStrictEqual(wordsOf(post), post.request));
  return { posts: latest, kept: kept.map(explainKeptWords) };
}

function renewal(post: Post, request: PublishRequest, version: number, now: number): PostChange | undefined {
  if (!takesWords(post, now) || post.videoVersion > version) return undefined;
  const isRenewed = post.videoVersion === version && isDeepStrictEqual(request, post.request);
  return isRenewed ? undefined : { request, videoVersion: version };
}

/**
 * Looks at the videos of posts that were just written once more: an edit that was written in between has not seen the posts, and
 * they have not seen the edit.
 * @returns the posts with the words of today
 */
export async function settleWords(
  deps: Pick<Deps, 'posts' | 'videos'>,
  written: readonly Post[],
  owner: OwnerFacts,
  now: number,
): Promise<readonly Post[]> {
  const postsOf = Map.groupBy(written, ({ videoId }) => videoId);
  const edited = (await readVideos(deps, written)).filter(({ videoId, version }) =>
    postsOf.get(videoId)?.some((post) => post.videoVersion < version && takesWords(post, now)),
  );
  if (edited.length === 0) return written;
  const renewed = await Promise.all(edited.map((video) => renewAll(deps, video, owner, now)));
  const latest = new Map(renewed.flatMap(({ posts }) => posts.map((post) => [post.postId, post])));
  return written.map((post) => latest.get(post.postId) ?? post);
}

/** More videos than this are read in one go. */
const fewVideos = 20;

async function readVideos({ videos }: Pick<Deps, 'videos'>, posts: readonly Post[]): Promise<VideoRecord[]> {
  const [first] = posts;
  if (!first) return [];
  const ids = new Set(posts.map(({ videoId }) => videoId));
  if (ids.size > fewVideos) return videos.list(first.ownerId);
  const found = await Promise.all([...ids].map((videoId) => videos.find(first.ownerId, videoId)));
  return found.filter((video) => video !== undefined);
}
