import type { DatabaseSync } from 'node:sqlite';
import type { LongPolls } from './long-polls.ts';
import type { MessageStore } from './message-store.ts';
import type { QueueStore } from './queue-store.ts';
import type { createTake } from './take-messages.ts';

/** What the operations of the queue server work on. */
export interface SqsContext {
  database: DatabaseSync;
  queues: QueueStore;
  messages: MessageStore;
  polls: LongPolls;
  take: ReturnType<typeof createTake>;
  now: () => number;
}
