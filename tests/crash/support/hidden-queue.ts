import type { Clock } from '../../../shared/domain/clock.ts';

/** How long a message that was received stays hidden if nobody says anything, as the queues are deployed. */
const hiddenMs = 160_000;

interface Message<Key> {
  readonly key: Key;
  visibleAt: number;
  receiveCount: number;
}

export interface ReceivedMessage<Key> {
  readonly key: Key;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  delete(): void;
}

/** A queue with SQS's hiding: what was received and not deleted comes again. */
export interface HiddenQueue<Key> {
  send(key: Key, delaySeconds?: number): Promise<void>;
  hide(receiptHandle: string, seconds: number): Promise<void>;
  /** When the next one becomes visible; Infinity without any. */
  nextAt(): number;
  receive(): ReceivedMessage<Key> | undefined;
}

export function createHiddenQueue<Key>(clock: Clock): HiddenQueue<Key> {
  const messages = new Set<Message<Key>>();
  const receipts = new Map<string, Message<Key>>();
  return {
    send: async (key, delaySeconds = 0) => {
      messages.add({ key, visibleAt: clock.now() + delaySeconds * 1000, receiveCount: 0 });
    },
    hide: async (receiptHandle, seconds) => {
      const message = receipts.get(receiptHandle);
      if (!message || !messages.has(message)) throw new Error('The receipt handle is not valid.');
      message.visibleAt = clock.now() + seconds * 1000;
    },
    nextAt: () => Math.min(...[...messages].map(({ visibleAt }) => visibleAt)),
    receive: () => {
      const message = [...messages].find(({ visibleAt }) => visibleAt <= clock.now());
      if (!message) return undefined;
      message.visibleAt = clock.now() + hiddenMs;
      message.receiveCount += 1;
      const receiptHandle = `receipt-${receipts.size}`;
      receipts.set(receiptHandle, message);
      const { key, receiveCount } = message;
      return { key, receiptHandle, receiveCount, delete: () => void messages.delete(message) };
    },
  };
}
