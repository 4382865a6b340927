import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import type { HintQueue, HintVisibility } from '../../../shared/domain/posts/hint-queue.ts';
import type { PostKey } from '../../../shared/domain/posts/post-store.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { between, type Random } from './seeded-random.ts';

interface Message {
  readonly key: PostKey;
  readonly platform: PlatformName;
  receiveCount: number;
  visibleAt: number;
  deleted: boolean;
  /** Waits for a free place. */
  waits: boolean;
}

export interface Delivery {
  readonly key: PostKey;
  readonly platform: PlatformName;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  delete(): void;
}

export interface QueueFaults {
  /** A hint that was accepted and never comes. */
  readonly lose: number;
  readonly duplicate: number;
  /** A hint that comes minutes after its time. */
  readonly late: number;
}

const visibilityMs = 160_000;
const maxReceiveCount = 10;

/** SQS with what it is allowed to do, and a little of what it is not. */
export interface SimulatedQueue extends HintQueue, HintVisibility {
  readonly deadLetters: PostKey[];
  /** Hints that were sent so far. */
  sent(): number;
}

interface QueueOptions {
  readonly random: Random;
  readonly faults: () => QueueFaults;
  /** Workers of one platform at the same time. */
  readonly concurrency: number;
  /** Works on a message and resolves when a place for the next one is free. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
}

export function createQueue(world: VirtualClock, options: QueueOptions): SimulatedQueue {
  const { random, faults, concurrency, deliver } = options;
  const inFlight = new Map<string, Message>();
  const deadLetters: PostKey[] = [];
  const lanes = new Map<PlatformName, { ready: Message[]; next: number; running: number }>();
  let receipts = 0;
  let sent = 0;

  function laneOf(platform: PlatformName) {
    const lane = lanes.get(platform) ?? { ready: [], next: 0, running: 0 };
    lanes.set(platform, lane);
    return lane;
  }

  const wake = (message: Message) => {
    world.after(message.visibleAt - world.now(), () => {
      if (message.deleted || message.waits || message.visibleAt > world.now()) return;
      message.waits = true;
      laneOf(message.platform).ready.push(message);
      pump(message.platform);
    });
  };

  function pump(platform: PlatformName): void {
    const lane = laneOf(platform);
    while (lane.running < concurrency) {
      const message = lane.ready[lane.next];
      if (!message) break;
      lane.next += 1;
      message.waits = false;
      if (!message.deleted) receive(message);
    }
    if (lane.next < lane.ready.length) return;
    lane.ready = [];
    lane.next = 0;
  }

  function receive(message: Message): void {
    const { key, platform } = message;
    if (message.receiveCount >= maxReceiveCount) {
      message.deleted = true;
      deadLetters.push(key);
      return;
    }
    message.receiveCount += 1;
    message.visibleAt = world.now() + visibilityMs;
    const receiptHandle = `receipt-${++receipts}`;
    inFlight.set(receiptHandle, message);
    wake(message);
    const { receiveCount } = message;
    const forget = () => {
      message.deleted = true;
      inFlight.delete(receiptHandle);
    };
    const work = () => {
      laneOf(platform).running += 1;
      deliver({ key, platform, receiptHandle, receiveCount, delete: forget }).finally(() => {
        laneOf(platform).running -= 1;
        pump(platform);
      });
    };
    work();
    if (random() < faults().duplicate) work();
  }

  return {
    deadLetters,
    sent: () => sent,
    async send(platform, { ownerId, postId }, delaySeconds = 0) {
      if (delaySeconds < 0 || delaySeconds > 900 || !Number.isInteger(delaySeconds)) {
        throw new Error(`SQS refuses a delay of ${delaySeconds} s.`);
      }
      sent += 1;
      if (random() < faults().lose) return;
      const lateMs = random() < faults().late ? between(random, 1_000, 300_000) : 0;
      const visibleAt = world.now() + delaySeconds * 1000 + lateMs;
      const key = { ownerId, postId };
      wake({ key, platform, receiveCount: 0, visibleAt, deleted: false, waits: false });
    },
    async hide(_platform, receiptHandle, seconds) {
      const message = inFlight.get(receiptHandle);
      if (!message || message.deleted) throw new Error('The receipt handle is not valid.');
      message.visibleAt = world.now() + seconds * 1000;
      wake(message);
    },
  };
}
