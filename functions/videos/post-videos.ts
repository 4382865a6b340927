import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { type Post, type PostState, postIdOf } from '../../shared/domain/posts/post.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { statusOf } from '../../shared/domain/videos/video-status.ts';
import { buildPublishRequest } from '../../shared/domain/videos/words.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** States in which a post has definitely not gone out and may be tried again. */
const retryable: readonly PostState[] = ['failed', 'cancelled'];

/** A post that is wanted, where it shall go, and what is there of it already. */
interface Wanted {
  readonly post: Post;
  readonly destination: Connection;
  readonly earlier: Post | undefined;
}

/**
 * Queues every ready video at every destination where it has not gone out. A post's id is made from video and
 * destination, so a second click or a repeated request finds the first one's rows.
 */
export const postVideos: VideosEndpoint<'postVideos'> = async (_input, { caller, now }, deps) => {
  const [videos, posts, connections] = await Promise.all([
    deps.videos.list(caller.userId),
    deps.posts.listOfOwner(caller.userId),
    deps.connections.list(caller.userId),
  ]);
  const destinations = connections.filter((connection) => connection.enabled);
  if (destinations.length === 0) throw new HopperError('no_destination');
  const known = new Map(posts.map((post) => [post.postId, post]));
  const wanted = videos
    .filter((video) => video.state === 'ready')
    .flatMap((video) =>
      destinations.map((destination): Wanted => {
        const post = buildPost(video, destination, now);
        return { post, destination, earlier: known.get(post.postId) };
      }),
    );
  const queued = await queue(deps, wanted, now);
  if (queued.length === 0) throw new HopperError('nothing_to_post', describeQueue(videos, posts));
  // The rows are the outbox: a hint that is lost here is sent again by the sweeper.
  await Promise.allSettled(queued.map((post) => deps.hints.send(post.platform, post)));
  const count = new Set(queued.map((post) => post.videoId)).size;
  return { queued: count, message: `${count} ${count === 1 ? 'video' : 'videos'} queued for posting` };
};

async function queue(deps: Deps, wanted: readonly Wanted[], now: number): Promise<Post[]> {
  const fresh = wanted.filter(({ earlier }) => !earlier).map(({ post }) => post);
  await deps.posts.create(fresh);
  const again = await Promise.all(wanted.map((item) => tryAgain(deps, item, now)));
  return [...fresh, ...again.filter((post) => post !== undefined)];
}

/** Queues an earlier post again; undefined when there is none, or nothing to try. */
async function tryAgain(deps: Deps, { post, destination, earlier }: Wanted, now: number): Promise<Post | undefined> {
  // A worker may have found the access gone at the very moment at which the user connected again.
  const from: readonly PostState[] = destination.state === 'connected' ? [...retryable, 'reconnect'] : retryable;
  if (!earlier || !from.includes(earlier.state)) return undefined;
  const isUntouched = earlier.checkpoint === null || earlier.checkpoint === undefined;
  // What has begun at the platform goes on with the words it began with.
  const words = isUntouched ? { request: post.request } : {};
  const change = { state: 'queued', error: null, failures: 0, notBefore: now, ...words } as const;
  return deps.posts.transition(post, from, change, now);
}

function buildPost(video: VideoRecord, { connectionId, platform }: Connection, now: number): Post {
  return {
    ownerId: video.ownerId,
    postId: postIdOf(video.videoId, connectionId),
    videoId: video.videoId,
    connectionId,
    platform,
    state: 'queued',
    request: buildPublishRequest(video),
    objectKey: video.objectKey,
    filename: video.filename,
    contentType: video.contentType,
    sizeBytes: video.sizeBytes,
    fence: 0,
    leaseUntil: 0,
    notBefore: now,
    dueAt: null,
    schedule: null,
    failures: 0,
    bytesSent: 0,
    checkpoint: null,
    remoteId: null,
    url: null,
    error: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** "No videos ready" with what there is instead. */
function describeQueue(videos: readonly VideoRecord[], posts: readonly Post[]): string {
  const counts = new Map<string, number>();
  for (const video of videos) {
    const own = posts.filter((post) => post.videoId === video.videoId);
    const status = statusOf(video, own);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const list = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
  return `No videos ready to post. In the queue: ${list || 'nothing'}.`;
}
