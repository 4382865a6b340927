import { hasCheckpoint, nothingThere } from '../domain/posts/build-post.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import { PlatformError } from '../domain/posts/publisher.ts';
import { backoffMs } from './backoff.ts';

/** With the longest backoff this is about a day of failures in a row. */
const maxFailures = 100;
/** An error in Hopper itself seldom heals: about five hours. */
const maxUnexpectedFailures = 30;
/** No platform may ask for a longer wait than a day and a bit. */
const maxWaitMs = 25 * 3600_000;

export interface Circumstances {
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/**
 * What becomes of a post whose step ended in an error: the kind of the error alone decides.
 * @param post as it is stored; its checkpoint tells whether something of it may exist at the platform
 * @param error anything; what is not a PlatformError is an error in Hopper and is tried again less often
 */
export function changeAfterError(post: Post, error: unknown, circumstances: Circumstances): PostChange {
  const known = error instanceof PlatformError ? error : unexpected(error);
  const cause = { code: known.causeCode, message: known.userMessage };
  switch (known.kind) {
    case 'transient': {
      const cap = known === error ? maxFailures : maxUnexpectedFailures;
      return post.failures + 1 >= cap ? givenUp(post, cause) : waiting(post, known, circumstances);
    }
    case 'rate_limited':
    case 'quota':
      return waiting(post, known, circumstances);
    case 'reauthorize':
      return { state: 'reconnect', error: cause, leaseUntil: 0, failures: 0 };
    case 'rejected':
      // A definite no: nothing of it is or will be visible.
      return { ...nothingThere, state: 'failed', error: cause, leaseUntil: 0, failures: 0 };
    case 'unknown':
      return { state: 'needs_check', error: cause, leaseUntil: 0, failures: 0 };
  }
}

function waiting(post: Post, error: PlatformError, { now, random }: Circumstances): PostChange {
  const failures = post.failures + 1;
  const asked = Math.min(maxWaitMs, (error.retryAfterSeconds ?? 0) * 1000);
  return {
    state: 'waiting',
    error: { code: error.causeCode, message: error.userMessage },
    failures,
    notBefore: now + Math.max(asked, backoffMs(failures, random)),
    leaseUntil: 0,
  };
}

/** Without a checkpoint nothing was begun at the platform; with one, only a look there can tell. */
function givenUp(post: Post, { code, message }: { code: string; message: string }): PostChange {
  const base = { leaseUntil: 0, failures: 0 };
  if (!hasCheckpoint(post)) {
    return { ...base, state: 'failed', error: { code, message: `${message} It did not work for too long.` } };
  }
  const advice = 'Look at the platform whether the video is there.';
  return {
    ...base,
    state: 'needs_check',
    error: { code, message: `${message} It did not work for too long. ${advice}` },
  };
}

function unexpected(cause: unknown): PlatformError {
  const message = 'Something went wrong inside Hopper. It tries again by itself.';
  return new PlatformError('transient', 'internal', message, { cause });
}
