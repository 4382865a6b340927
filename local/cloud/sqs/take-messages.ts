import { randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '../json-service/open-database.ts';
import { openLanes } from './lanes.ts';
import { type Message, messageRow } from './message.ts';
import type { MessageStore } from './message-store.ts';
import { numberAttribute, redrivePolicy } from './queue-attributes.ts';
import type { Queue, QueueStore } from './queue-store.ts';

/** What a receiver asks for. */
export interface TakeRequest {
  max: number;
  /** The queue's own timeout when the receiver names none. */
  visibilitySeconds: number | undefined;
}

/** Taken messages, and the dead-letter queue that got some on the way. */
export interface Taken {
  messages: Message[];
  deadLetters: Queue | undefined;
}

export interface TakeOptions {
  database: DatabaseSync;
  queues: QueueStore;
  messages: MessageStore;
  now: () => number;
  /** Asked for every taken message: true leaves a second copy of it in the queue. */
  duplicate?: ((queueName: string) => boolean) | undefined;
}

/** The statements that change a message on its way out. */
interface Changes {
  take: StatementSync;
  bury: StatementSync;
  copy: StatementSync;
}

function prepareChanges(database: DatabaseSync): Changes {
  return {
    take: database.prepare(`UPDATE messages SET state = 2, visible_at = ?, taken_at = ?, receipt = ?,
      first_received_at = coalesce(first_received_at, ?), receive_count = receive_count + 1,
      receives_here = receives_here + 1 WHERE seq = ? RETURNING *`),
    // The time of sending stays: in a dead-letter queue a message lives no longer for having been moved there.
    bury: database.prepare(`UPDATE messages SET queue_id = ?, source_queue = ?, visible_at = ?, receives_here = 0,
      receipt = NULL WHERE seq = ?`),
    copy: database.prepare(`INSERT INTO messages (queue_id, message_id, body, attributes, trace_header, message_group,
      state, visible_at, sent_at, first_received_at, receive_count, receives_here, is_copy, source_queue)
      SELECT queue_id, message_id, body, attributes, trace_header, message_group,
      0, ?, sent_at, first_received_at, receive_count, receives_here, 1, source_queue FROM messages WHERE seq = ?`),
  };
}

/**
 * Makes the function that takes visible messages out of a queue in one transaction: each becomes hidden with a new
 * receipt, or goes to the dead-letter queue when it was received `maxReceiveCount` times already. As on AWS, that move
 * happens on the receive after the last permitted one, not when its visibility ends.
 *
 * The visibility timeout is read here, when the message is taken, not when a long poll began.
 */
export function createTake({ database, queues, messages, now, duplicate }: TakeOptions) {
  const nextReady = openLanes(database);
  const changes = prepareChanges(database);

  function takeOne(message: Message, visibilitySeconds: number): Message {
    const at = now();
    const receipt = randomUUID();
    return messageRow.parse(changes.take.get(at + visibilitySeconds * 1_000, at, receipt, at, message.seq));
  }

  function takeBatch(queue: Queue, request: TakeRequest): Taken {
    messages.settle(queue);
    const policy = redrivePolicy(queue.attributes);
    const graveyard = policy && queues.findByArn(policy.deadLetterTargetArn);
    const seconds = request.visibilitySeconds ?? numberAttribute(queue.attributes, 'VisibilityTimeout');
    const taken: Message[] = [];
    let deadLetters: Queue | undefined;
    for (let next = nextReady(queue.id); next; next = taken.length < request.max ? nextReady(queue.id) : undefined) {
      if (graveyard && next.receives_here >= policy.maxReceiveCount) {
        changes.bury.run(graveyard.id, queue.arn, now(), next.seq);
        deadLetters = graveyard;
      } else taken.push(takeOne(next, seconds));
    }
    // Copies are made last, so that one answer never holds a message twice.
    for (const message of taken) if (!message.is_copy && duplicate?.(queue.name)) changes.copy.run(now(), message.seq);
    return { messages: taken, deadLetters };
  }

  return (queue: Queue, request: TakeRequest): Taken => inTransaction(database, () => takeBatch(queue, request));
}
