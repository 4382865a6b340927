import { announcePosts } from '../../../shared/domain/posts/announce-posts.ts';
import { aheadOf, timingOf } from '../../../shared/domain/posts/build-post.ts';
import { cancelChange, cancellable } from '../../../shared/domain/posts/cancel-post.ts';
import type { HintQueue } from '../../../shared/domain/posts/hint-queue.ts';
import { idleStates } from '../../../shared/domain/posts/plan-posts.ts';
import { plannedStates } from '../../../shared/domain/posts/planned-post.ts';
import type { Post, PostState } from '../../../shared/domain/posts/post.ts';
import type { PostSchedules } from '../../../shared/domain/posts/post-schedules.ts';
import type { PostChange, PostStore } from '../../../shared/domain/posts/post-store.ts';
import { resumePosts } from '../../../shared/domain/posts/resume-posts.ts';
import { retimeChange, unplanChange } from '../../../shared/domain/posts/retime-post.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { zoned } from './build-simulated-posts.ts';

/** What a process of the API reaches. */
export interface ApiDeps {
  readonly posts: PostStore;
  readonly hints: HintQueue;
  readonly schedules: PostSchedules;
  readonly now: () => number;
}

/** What users do to their posts, as the API does it: the row first, then queue and scheduler. */
export const deeds = {
  retime: (deps: ApiDeps, post: Post, at: number) =>
    change(deps, post, plannedStates, (row, now) => retimeChange(row, zoned(at), timingFor(row), now)),
  postNow: (deps: ApiDeps, post: Post) =>
    change(deps, post, plannedStates, (row, now) => retimeChange(row, null, timingFor(row), now)),
  unschedule: (deps: ApiDeps, post: Post) =>
    change(deps, post, plannedStates, (row, now) => unplanChange(row, timingFor(row), now)),
  cancel: (deps: ApiDeps, post: Post) =>
    change(deps, post, cancellable, (row, now) => cancelChange(row, timingFor(row), now)),
  /** What was taken back, or has failed, once more. */
  postAgain: (deps: ApiDeps, post: Post, at: number | null) =>
    change(deps, post, idleStates, (row, now) =>
      row.leaseUntil > now
        ? undefined
        : { ...timingOf(zoned(at), now, aheadOf(timingFor(row), row)), error: null, failures: 0 },
    ),
} satisfies Record<string, (deps: ApiDeps, post: Post, at: number) => Promise<void>>;

export type Deed = keyof typeof deeds;

/** The user connects an account again, after which what waited for it goes on. */
export async function resumeWaiting(
  { posts, hints, now }: ApiDeps,
  connection: { readonly ownerId: string; readonly connectionId: string },
): Promise<void> {
  const resumed = await resumePosts(posts, connection, now());
  await Promise.all(resumed.map((post) => hints.send(post.platform, post)));
}

function timingFor({ platform }: Post) {
  return platformRules[platform].timing;
}

async function change(
  deps: ApiDeps,
  post: Post,
  from: readonly PostState[],
  decide: (row: Post, now: number) => PostChange | undefined,
): Promise<void> {
  const now = deps.now();
  const changed = await deps.posts.transition(post, from, (row) => decide(row, now), now, { takeOver: true });
  if (changed) await announcePosts(deps, [changed], now);
}
