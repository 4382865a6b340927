import { ApiError } from '../../../shared/contract/client/api-error.ts';
import { session } from '../../data/session.ts';
import { watchForExpiry } from '../../data/session-expiry.ts';
import type { Surroundings, WaitReason } from './patiently.ts';

/** What an upload sees of the browser around it. */
export function surroundingsOf(signal: AbortSignal, onWait: (reason: WaitReason | undefined) => void): Surroundings {
  return {
    signal,
    onWait,
    random: Math.random,
    isOnline: () => navigator.onLine,
    untilOnline: (stop) => until((wake) => listen('online', wake), stop),
    untilSignedIn: (stop) => {
      watchForExpiry(new ApiError({ code: 'unauthenticated', status: 401, message: '' }));
      return until((wake) => session.subscribe(() => isSignedIn() && wake()), stop);
    },
    sleep: (milliseconds, stop) =>
      until((wake) => {
        const timer = setTimeout(wake, milliseconds);
        return () => clearTimeout(timer);
      }, stop),
  };
}

function isSignedIn(): boolean {
  const present = session.get();
  return present.kind === 'in' && !present.expired;
}

function listen(event: string, listener: () => void): () => void {
  addEventListener(event, listener);
  return () => removeEventListener(event, listener);
}

/** Resolves when woken, rejects when stopped; either way nothing goes on listening. */
function until(subscribe: (wake: () => void) => () => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = subscribe(() => end(resolve));
    const onAbort = () => end(() => reject(signal.reason));
    const end = (settle: () => void) => {
      stop();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}
