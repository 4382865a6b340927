import type { PlatformTiming } from '../platforms/platform-rules.ts';
import { isPlanned, startWinsMs } from './planned-post.ts';
import type { Post, PostSummary } from './post.ts';

/** A destination that a change did not reach. */
export interface KeptPost {
  readonly videoId: string;
  readonly platform: Post['platform'];
  readonly connectionId: string;
  /** For a person. */
  readonly reason: string;
}

/** Why a post keeps the time that it has, for a person. */
export function explainKeptTime(post: PostSummary, { canWithdraw }: PlatformTiming, now: number): KeptPost {
  const { videoId, platform, connectionId } = post;
  return { videoId, platform, connectionId, reason: reasonOf(post, canWithdraw, now) };
}

function reasonOf(post: PostSummary, canWithdraw: boolean, now: number): string {
  const { state, wish, dueAt } = post;
  if (state === 'published') return 'The start came first: it is out.';
  if (state === 'needs_check') return 'Nobody knows whether it is out. Look at the platform, then decide.';
  if (wish !== null && state === 'reconnect') return 'It waits to be taken back. Connect the account again first.';
  if (wish !== null) return 'It is being taken back from the platform. Wait until that is done.';
  if (!isPlanned(post)) return 'The post changes just now. Look at it again.';
  if (state === 'reconnect') return 'It has begun, and waits for its account. Connect the account again first.';
  const isNear = dueAt !== null && dueAt <= now + startWinsMs;
  if (isNear) return 'The start came first: it is being posted for its time.';
  return canWithdraw ? 'The post changes just now. Try again.' : 'The start came first: it is being posted.';
}

/** A post that has begun keeps the words that it has begun with. */
export function explainKeptWords({ videoId, platform, connectionId }: PostSummary): KeptPost {
  return { videoId, platform, connectionId, reason: 'It has begun with its earlier words.' };
}
