import { LeaseLostError } from '../../../shared/domain/lease-lost-error.ts';
import { changedPost } from '../../../shared/domain/posts/changed-post.ts';
import { isClaimable, nextLookAt } from '../../../shared/domain/posts/next-look.ts';
import { Post } from '../../../shared/domain/posts/post.ts';
import type { PostKey, PostStore } from '../../../shared/domain/posts/post-store.ts';
import { whyNotClaimable } from '../../../shared/domain/posts/why-not-claimable.ts';
import type { DueWork, WorkIndex } from '../../../shared/domain/posts/work-index.ts';

interface Row {
  readonly post: Post;
  readonly lookAt: number | null;
  readonly nudges: number;
}

/** Posts and their work index in memory, for simulated worlds. Passes the same contract suites as the real ones. */
export interface MemoryPosts extends PostStore, WorkIndex {
  all(): Post[];
  /** Whether the work index has something for now. */
  hasDue(now: number): boolean;
}

const keyOf = ({ ownerId, postId }: PostKey) => `${ownerId}/${postId}`;
/** What comes out of storage is never what went in, has its shape, and is nobody's to change. */
const store = (post: Post): Post => freezeDeeply(Post.parse(JSON.parse(JSON.stringify(post))));

/**
 * @param listConnections names connections in a video's row; false when the video takes no posts (gone, incomplete, being
 * deleted). Worlds without videos leave it out.
 * @param onWrite is told of every row as it is stored
 */
export function createMemoryPosts(
  listConnections: (video: Pick<Post, 'ownerId' | 'videoId'>, connectionIds: readonly string[]) => boolean = () => true,
  onWrite: (post: Post) => void = () => undefined,
): MemoryPosts {
  const rows = new Map<string, Row>();
  const write = (post: Post, now: number) => {
    const stored = store(post);
    rows.set(keyOf(post), { post: stored, lookAt: nextLookAt(post, now), nudges: 0 });
    onWrite(stored);
    return stored;
  };
  const find = (key: PostKey) => rows.get(keyOf(key))?.post;
  const list = (keep: (post: Post) => boolean) => [...rows.values()].map(({ post }) => post).filter(keep);

  return {
    all: () => list(() => true),
    hasDue: (now) => [...rows.values()].some(({ lookAt }) => lookAt !== null && lookAt <= now),

    async create(posts) {
      const fresh = posts.filter((post) => !find(post));
      const perVideo = Map.groupBy(fresh, ({ ownerId, videoId }) => `${ownerId}/${videoId}`);
      const open = [...perVideo.values()].flatMap((own) => {
        const ids = own.map(({ connectionId }) => connectionId);
        return own[0] && listConnections(own[0], ids) ? own : [];
      });
      return fresh.filter((post) => open.includes(post)).map((post) => write(post, post.createdAt));
    },

    listOfOwner: async (ownerId) => list((post) => post.ownerId === ownerId),
    listOfVideo: async (ownerId, videoId) => list((post) => post.ownerId === ownerId && post.videoId === videoId),

    async listOfVideos(videos) {
      const named = videos.flatMap(({ ownerId, videoId, connectionIds }) =>
        connectionIds.map((connectionId) => `${ownerId}/${videoId}/${connectionId}`),
      );
      const wanted = new Set(named);
      return list(({ ownerId, videoId, connectionId }) => wanted.has(`${ownerId}/${videoId}/${connectionId}`));
    },

    async claim(key, { now, leaseMs }) {
      const post = find(key);
      if (!post) return { outcome: 'not-claimable', reason: 'missing', tryAgainAt: null, state: null };
      const isDue = isClaimable(post.state) && post.notBefore <= now && post.leaseUntil <= now;
      if (!isDue) return { outcome: 'not-claimable', ...whyNotClaimable(post, now) };
      return { outcome: 'claimed', post: write({ ...post, fence: post.fence + 1, leaseUntil: now + leaseMs }, now) };
    },

    async save(post, change, now) {
      const next = changedPost(post, change, now);
      const stored = find(post);
      if (stored?.fence !== post.fence || stored.state !== post.state) throw new LeaseLostError(`post ${post.postId}`);
      return write(next, now);
    },

    async transition(key, from, wanted, now, { takeOver = false } = {}) {
      const post = find(key);
      if (!post || !from.includes(post.state) || (post.leaseUntil > now && !takeOver)) return undefined;
      const change = typeof wanted === 'function' ? wanted(post) : wanted;
      if (!change) return undefined;
      // What was cancelled may wait for a file that is gone by now.
      if (post.state === 'cancelled' && !listConnections(post, [])) return undefined;
      return write({ ...changedPost(post, { leaseUntil: 0, ...change }, now), fence: post.fence + 1 }, now);
    },

    async remove(key, now) {
      const post = find(key);
      if (post && (post.leaseUntil > now || post.fence !== key.fence)) return false;
      rows.delete(keyOf(key));
      return true;
    },

    shards: ['all'],

    async listDue(_shard, now) {
      const due = [...rows.values()].flatMap(({ post, lookAt, nudges }): DueWork[] =>
        lookAt !== null && lookAt <= now
          ? [
              {
                kind: 'post',
                key: { ownerId: post.ownerId, postId: post.postId },
                platform: post.platform,
                lookAt,
                notBefore: post.notBefore,
                nudges,
              },
            ]
          : [],
      );
      return { due: due.toSorted((a, b) => a.lookAt - b.lookAt), unreadable: 0, next: undefined };
    },

    async postpone(work, lookAt) {
      if (work.kind !== 'post') return;
      const row = rows.get(keyOf(work.key));
      if (row?.lookAt === work.lookAt) rows.set(keyOf(work.key), { ...row, lookAt, nudges: work.nudges + 1 });
    },
  };
}

function freezeDeeply<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freezeDeeply(inner);
  return Object.freeze(value);
}
