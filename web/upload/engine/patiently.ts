import { ApiError } from '../../../shared/contract/client/api-error.ts';
import { isPassing } from '../../data/errors.ts';

/** What an upload waits for before it tries again. */
export type WaitReason = 'network' | 'server' | 'session';

export interface Surroundings {
  readonly signal: AbortSignal;
  isOnline(): boolean;
  /** Resolve when there is a network, or somebody is signed in, again; reject when `signal` says stop. */
  untilOnline(signal: AbortSignal): Promise<void>;
  untilSignedIn(signal: AbortSignal): Promise<void>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Hears why it waits, and `undefined` when it goes on. */
  onWait(reason: WaitReason | undefined): void;
  /** 0 to 1. */
  random(): number;
}

/** A part that was not taken, though it may be the next time. */
export class PassingError extends Error {
  override name = 'PassingError';
}

const firstPause = 1000;
const longestPause = 30_000;

/**
 * Does something until it succeeds or fails for good. A lost network, a server that is down and a session that has ended are
 * waited for, however long that takes: an upload of hours is not given up for a minute without a network.
 * @throws what cannot get better, and AbortError when it is stopped
 */
export async function patiently<T>(action: () => Promise<T>, around: Surroundings): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    around.signal.throwIfAborted();
    try {
      const result = await action();
      if (tries > 0) around.onWait(undefined);
      return result;
    } catch (error) {
      around.signal.throwIfAborted();
      await waitOut(error, tries, around);
    }
  }
}

async function waitOut(error: unknown, tries: number, around: Surroundings): Promise<void> {
  if (error instanceof ApiError && error.code === 'unauthenticated') {
    around.onWait('session');
    return around.untilSignedIn(around.signal);
  }
  if (!(error instanceof PassingError) && !isPassing(error)) throw error;
  if (!around.isOnline()) {
    around.onWait('network');
    return around.untilOnline(around.signal);
  }
  around.onWait('server');
  // Half of it is chance, so that many tabs do not come back in the same moment.
  const pause = Math.min(longestPause, firstPause * 2 ** tries);
  return around.sleep(pause * (0.5 + around.random() / 2), around.signal);
}
