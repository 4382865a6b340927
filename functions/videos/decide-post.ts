import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { nothingThere, timingOf } from '../../shared/domain/posts/build-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostChange } from '../../shared/domain/posts/post-store.ts';
import { buildPostView } from '../../shared/domain/videos/post-view.ts';
import { requestOf } from '../../shared/domain/videos/request-of.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnPost } from './get-own-post.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Forgets the platform's handle: the user says that nothing of it is there. */
const fromTheBeginning = { ...nothingThere, error: null, failures: 0 } as const;

/** The word of the user, who has looked, about a post whose outcome Hopper could not find out. */
export const decidePost: VideosEndpoint<'decidePost'> = async ({ params, body }, { caller, now }, deps) => {
  const { video, post } = await getOwnPost(deps, caller.userId, params);
  const change = await buildChange(deps, body, { video, post, now });
  const decided = await deps.posts.transition(post, ['needs_check'], change, now);
  if (!decided) throw new HopperError('conflict', explain((await getOwnPost(deps, caller.userId, params)).post, now));
  await announcePosts(deps, [decided], now);
  return buildPostView(decided);
};

function explain({ state, leaseUntil }: Post, now: number): string {
  if (state !== 'needs_check') return 'This post has an outcome: there is nothing to decide.';
  const seconds = Math.max(1, Math.ceil((leaseUntil - now) / 1000));
  return `What was being sent may still arrive. Look at the platform again in ${seconds} seconds, then decide.`;
}

async function buildChange(
  deps: Deps,
  { decision, url }: { readonly decision: 'published' | 'post_again' | 'cancel'; readonly url?: string | undefined },
  { video, post, now }: { readonly video: VideoRecord; readonly post: Post; readonly now: number },
): Promise<PostChange> {
  if (decision === 'cancel') return { state: 'cancelled', ...fromTheBeginning, dueAt: null, schedule: null };
  if (decision === 'published') {
    return { state: 'published', error: null, bytesSent: post.sizeBytes, ...(url ? { url } : {}) };
  }
  const { rules, settings } = await loadOwnerFacts(deps, post.ownerId);
  const request = requestOf(rules[post.platform], post.platform, video, settings);
  return { ...timingOf(null, now, 0), ...fromTheBeginning, request, videoVersion: video.version };
}
