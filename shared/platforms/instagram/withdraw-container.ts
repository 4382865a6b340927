import type { WithdrawResult } from '../../domain/posts/publisher.ts';
import { isSureDenial, lookAgainSeconds, readOutcome } from './ask-outcome.ts';
import type { InstagramCheckpoint, Publishing } from './checkpoint.ts';
import type { InstagramContext } from './instagram-context.ts';

/**
 * Takes a post back. A container that nobody publishes is never visible and forgotten after a day, so nothing has to be
 * called. Once publishing was tried it is too late, unless Instagram said no and the post waits: then the container must
 * say that it is not published, as often as before another try.
 */
export async function withdrawContainer(
  context: InstagramContext,
  checkpoint: InstagramCheckpoint,
): Promise<WithdrawResult> {
  switch (checkpoint?.phase) {
    case undefined:
    case 'sending':
    case 'preparing':
    case 'ready':
      return { state: 'withdrawn' };
    case 'publishing':
      return checkpoint.refusal ? withdrawRefused(context, checkpoint) : { state: 'too-late' };
    case 'searching':
    case 'live':
      return { state: 'too-late' };
  }
}

async function withdrawRefused(context: InstagramContext, publishing: Publishing): Promise<WithdrawResult> {
  const outcome = await readOutcome(context, publishing);
  if (outcome === 'busy') return { state: 'withdrawing', checkpoint: publishing, waitSeconds: lookAgainSeconds };
  if (outcome !== 'not-published') return { state: 'too-late' };
  const denied = { ...publishing, denials: publishing.denials + 1 };
  if (isSureDenial(context, denied)) return { state: 'withdrawn' };
  return { state: 'withdrawing', checkpoint: denied, waitSeconds: lookAgainSeconds };
}
