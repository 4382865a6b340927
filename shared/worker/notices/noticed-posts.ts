import type { NoticeKind } from '../../contract/notice-kind.ts';
import type { PostState } from '../../domain/posts/post.ts';
import type { PostStore } from '../../domain/posts/post-store.ts';
import type { TellOwner } from './tell-owner.ts';

const kinds: Partial<Record<PostState, NoticeKind>> = { failed: 'post_failed', needs_check: 'needs_check' };

/** The same posts; what a worker leaves to their owner is told after it is stored. */
export function noticePosts<Posts extends Pick<PostStore, 'save'>>(posts: Posts, tell: TellOwner): Posts {
  return {
    ...posts,
    async save(post, change, now) {
      const saved = await posts.save(post, change, now);
      const kind = change.state && kinds[change.state];
      if (!kind) return saved;
      const { ownerId, postId, platform, filename, error } = saved;
      await tell({ ownerId, kind, subjectId: postId, platform, name: filename, message: error?.message ?? '' });
      return saved;
    },
  };
}
