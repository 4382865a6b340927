import type { TokenStore } from '../../../shared/domain/connections/token-store.ts';
import { LeaseLostError } from '../../../shared/domain/lease-lost-error.ts';
import { changedPost } from '../../../shared/domain/posts/changed-post.ts';
import type { PostStore } from '../../../shared/domain/posts/post-store.ts';
import { sealPlainly } from '../../support/build-connection.ts';

type Save = PostStore['save'];

/** Writes over whatever somebody else has written since. */
export const ignoreFence = withSave(async (posts, post, change, now) => {
  try {
    return await posts.save(post, change, now);
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    const rows = await posts.listOfVideo(post.ownerId, post.videoId);
    const row = rows.find(({ postId }) => postId === post.postId);
    if (!row) throw error;
    return posts.save({ ...post, fence: row.fence, state: row.state }, change, now);
  }
});

export function ignoreLease(posts: PostStore): PostStore {
  return {
    ...posts,
    async claim(key, { now, leaseMs }) {
      const answer = await posts.claim(key, { now, leaseMs });
      if (answer.outcome === 'claimed' || answer.reason !== 'leased') return answer;
      return posts.claim(key, { now: Number(answer.tryAgainAt), leaseMs });
    },
  };
}

/** Answers first and stores with the next write: whoever dies in between has not stored it. */
export function storeLate(posts: PostStore): PostStore {
  let late: Parameters<Save> | undefined;
  return {
    ...posts,
    async save(post, change, now) {
      if (late) await posts.save(...late);
      const isLast = change.leaseUntil === 0;
      late = isLast ? undefined : [post, change, now];
      return isLast ? posts.save(post, change, now) : changedPost(post, change, now);
    },
  };
}

/** Knows its checkpoints itself until it gives the post back; only heartbeats are stored meanwhile. */
export function storeAtEnd(posts: PostStore): PostStore {
  const stored = new Map<string, unknown>();
  return {
    ...posts,
    async claim(key, options) {
      const answer = await posts.claim(key, options);
      if (answer.outcome === 'claimed') stored.set(key.postId, answer.post.checkpoint);
      return answer;
    },
    async save(post, change, now) {
      if (change.leaseUntil === 0) return posts.save(post, change, now);
      const next = await posts.save(post, { ...change, checkpoint: stored.get(post.postId) }, now);
      return { ...next, checkpoint: change.checkpoint === undefined ? post.checkpoint : change.checkpoint };
    },
  };
}

export const keepLease = withSave((posts, post, change, now) => {
  return posts.save(post, change.leaseUntil === 0 ? { ...change, leaseUntil: now + 30_000 } : change, now);
});

export const loseWish = withSave((posts, post, change, now) => {
  return posts.save(post, change.state === 'waiting' ? { ...change, wish: null } : change, now);
});

export function keepOldRefreshToken(tokens: TokenStore): TokenStore {
  return {
    ...tokens,
    storeTokens(connection, sealed, accessExpiresAt, renewAt) {
      const { accessToken } = JSON.parse(sealed.ciphertext);
      const { refreshToken } = JSON.parse(connection.tokens.ciphertext);
      return tokens.storeTokens(connection, sealPlainly({ accessToken, refreshToken }), accessExpiresAt, renewAt);
    },
  };
}

function withSave(save: (posts: PostStore, ...parameters: Parameters<Save>) => ReturnType<Save>) {
  return (posts: PostStore): PostStore => ({ ...posts, save: (...parameters) => save(posts, ...parameters) });
}
