import { cancelChange, cancellable } from '../domain/posts/cancel-post.ts';
import { isHeldThere } from '../domain/posts/planned-post.ts';
import type { Post } from '../domain/posts/post.ts';
import type { Phase } from './phase.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { workThrough } from './work-through.ts';

/** How long what waits at a platform, unseen, is given to be taken back by a worker. */
const patienceMs = 30 * 60_000;
const againMs = 20_000;

/**
 * Stops all posts: what has not begun is cancelled, what has begun is taken back by a worker, unseen. The word is written over
 * a worker that holds the post, whose next write is refused. A schedule goes before its post says that it has none.
 */
export const stopPosts: Phase = async (deps, removal, { counts }, endsAt) => {
  const { posts, clock } = deps;
  const isLate = () => clock.now() > endsAt;
  const open = (await posts.listOfOwner(removal.userId)).filter(isOpen);
  const now = clock.now();
  const stopped: Post[] = [];
  const isThrough = await workThrough(open, isLate, async (post) => stopped.push(await stop(deps, post, now)));
  if (!isThrough) return { lookAt: now };
  const busy = stopped.filter((post) => post.leaseUntil > now);
  const held = stopped.filter((post) => post.state !== 'reconnect' && isHeldThere(post, now));
  if (busy.length + held.length === 0) return 'done';
  if (now - removal.askedAt < patienceMs) {
    await workThrough(held, isLate, (post) => deps.hints.send(post.platform, post));
    return { lookAt: now + againMs };
  }
  // Without access, or without a platform that answers, nobody can take them back: the receipt tells.
  counts.posts_not_taken_back = held.length;
  return 'done';
};

/** What is out stays out, and what was cancelled has no schedule any more. */
function isOpen({ state }: Post): boolean {
  return state !== 'published' && state !== 'cancelled';
}

async function stop({ posts, schedules, rules }: RemovalDeps, post: Post, now: number): Promise<Post> {
  if (post.schedule !== null || post.dueAt !== null) await schedules.remove(post.postId);
  const change = (current: Post) => cancelChange(current, rules[current.platform].timing, now);
  return (await posts.transition(post, cancellable, change, now, { takeOver: true })) ?? post;
}
