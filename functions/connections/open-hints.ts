import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { readPublishQueues } from '../../shared/config/env.ts';
import type { HintQueue } from '../../shared/domain/posts/hint-queue.ts';

/** In a file of its own, which is loaded when an account comes back for which posts have waited. */
export function openHints(): HintQueue {
  return createHintQueue(readPublishQueues());
}
