import type { Clock } from '../../../shared/domain/clock.ts';
import type { HintQueue, HintVisibility } from '../../../shared/domain/posts/hint-queue.ts';
import type { PostKey } from '../../../shared/domain/posts/post-store.ts';

/** How long a hint that was received stays hidden if nobody says anything, as the queues are deployed. */
const hiddenMs = 160_000;

interface Hint {
  readonly key: PostKey;
  visibleAt: number;
  receiveCount: number;
}

export interface ReceivedHint {
  readonly key: PostKey;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  delete(): void;
}

/** A queue of hints with SQS's hiding: what was received and not deleted comes again. */
export interface HiddenHints extends HintQueue, HintVisibility {
  /** When the next one becomes visible; Infinity without any. */
  nextAt(): number;
  receive(): ReceivedHint | undefined;
}

export function createHiddenHints(clock: Clock): HiddenHints {
  const hints = new Set<Hint>();
  const receipts = new Map<string, Hint>();
  return {
    send: async (_platform, { ownerId, postId }, delaySeconds = 0) => {
      const key = { ownerId, postId };
      hints.add({ key, visibleAt: clock.now() + delaySeconds * 1000, receiveCount: 0 });
    },
    hide: async (_platform, receiptHandle, seconds) => {
      const hint = receipts.get(receiptHandle);
      if (!hint || !hints.has(hint)) throw new Error('The receipt handle is not valid.');
      hint.visibleAt = clock.now() + seconds * 1000;
    },
    nextAt: () => Math.min(...[...hints].map(({ visibleAt }) => visibleAt)),
    receive: () => {
      const hint = [...hints].find(({ visibleAt }) => visibleAt <= clock.now());
      if (!hint) return undefined;
      hint.visibleAt = clock.now() + hiddenMs;
      hint.receiveCount += 1;
      const receiptHandle = `receipt-${receipts.size}`;
      receipts.set(receiptHandle, hint);
      const { key, receiveCount } = hint;
      return { key, receiptHandle, receiveCount, delete: () => void hints.delete(hint) };
    },
  };
}
