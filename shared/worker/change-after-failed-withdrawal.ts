import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import { type Circumstances, changeAfterError } from './change-after-error.ts';

/**
 * What becomes of a post that shall be taken back, but the step for it ended in an error. What may heal is tried again,
 * and the wish stays. Everything else is for a person: even a definite no says nothing about what is at the platform.
 */
export function changeAfterFailedWithdrawal(post: Post, error: unknown, circumstances: Circumstances): PostChange {
  const change = changeAfterError(post, error, circumstances);
  if (change.state === 'waiting') return change;
  const { code = 'unknown', message = '' } = change.error ?? {};
  const base = { leaseUntil: 0, failures: 0 };
  if (change.state === 'reconnect') {
    return { ...base, state: 'reconnect', error: { code, message: `${message} ${untilConnected(post)}` } };
  }
  const advice = 'It could not be taken back. Look at the platform whether it is there, then decide.';
  return { ...base, state: 'needs_check', wish: null, error: { code, message: `${message} ${advice}` } };
}

/** What has landed ahead of its time comes out by itself. */
function untilConnected({ dueAt, schedule }: Post): string {
  const when = schedule ? `${schedule.local} (${schedule.timeZone})` : dueAt && new Date(dueAt).toISOString();
  const comesOut = when ? `It may come out at ${when}` : 'It may come out';
  return `${comesOut}, unless you connect the account again so that it is taken back, or remove it at the platform.`;
}
