import type { HintQueue, HintVisibility } from '../../../shared/domain/posts/hint-queue.ts';
import type { PostKey } from '../../../shared/domain/posts/post-store.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import type { Random } from './seeded-random.ts';

interface Message {
  readonly key: PostKey;
  receiveCount: number;
  receipt: number;
  visibleAt: number;
  deleted: boolean;
}

export interface Delivery {
  readonly key: PostKey;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  delete(): void;
}

export interface QueueFaults {
  /** A hint that was accepted and never comes. */
  readonly lose: number;
  readonly duplicate: number;
}

const visibilityMs = 160_000;
const maxReceiveCount = 10;

/** SQS with what it is allowed to do, and a little of what it is not. */
export interface SimulatedQueue extends HintQueue, HintVisibility {
  readonly deadLetters: PostKey[];
}

/** @param deliver works on a message and resolves when a place for the next one is free */
export function createQueue(
  world: VirtualClock,
  random: Random,
  faults: () => QueueFaults,
  deliver: (delivery: Delivery) => Promise<void>,
): SimulatedQueue {
  const inFlight = new Map<string, Message>();
  const deadLetters: PostKey[] = [];
  const ready: Message[] = [];
  let receipts = 0;
  let running = 0;

  const wake = (message: Message) => {
    world.after(message.visibleAt - world.now(), () => {
      if (message.deleted || message.visibleAt > world.now() || ready.includes(message)) return;
      ready.push(message);
      pump();
    });
  };

  function pump(): void {
    while (running < 3) {
      const message = ready.shift();
      if (!message) return;
      if (!message.deleted) receive(message);
    }
  }

  function receive(message: Message): void {
    if (message.receiveCount >= maxReceiveCount) {
      message.deleted = true;
      deadLetters.push(message.key);
      return;
    }
    message.receiveCount += 1;
    message.visibleAt = world.now() + visibilityMs;
    const receiptHandle = `receipt-${++receipts}`;
    inFlight.set(receiptHandle, message);
    wake(message);
    const { key, receiveCount } = message;
    const forget = () => {
      message.deleted = true;
    };
    const work = () => {
      running += 1;
      deliver({ key, receiptHandle, receiveCount, delete: forget }).finally(() => {
        running -= 1;
        pump();
      });
    };
    work();
    if (random() < faults().duplicate) work();
  }

  return {
    deadLetters,
    async send(_platform, { ownerId, postId }, delaySeconds = 0) {
      if (delaySeconds < 0 || delaySeconds > 900 || !Number.isInteger(delaySeconds)) {
        throw new Error(`SQS refuses a delay of ${delaySeconds} s.`);
      }
      if (random() < faults().lose) return;
      const visibleAt = world.now() + delaySeconds * 1000;
      wake({ key: { ownerId, postId }, receiveCount: 0, receipt: 0, visibleAt, deleted: false });
    },
    async hide(_platform, receiptHandle, seconds) {
      const message = inFlight.get(receiptHandle);
      if (!message || message.deleted) throw new Error('The receipt handle is not valid.');
      message.visibleAt = world.now() + seconds * 1000;
      wake(message);
    },
  };
}
