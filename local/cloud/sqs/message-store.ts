import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Message, type MessageAttributes, messageRow } from './message.ts';
import { numberAttribute } from './queue-attributes.ts';
import type { Queue } from './queue-store.ts';
import type { Receipt } from './receipt-handle.ts';
import { messageState } from './sqs-schema.ts';

/** What a sender gives. */
export interface NewMessage {
  body: string;
  attributes: MessageAttributes;
  traceHeader?: string | undefined;
  /** Tenant for fair delivery; empty for none. */
  group: string;
  delaySeconds: number;
}

export type MessageStore = ReturnType<typeof openMessageStore>;

/** The messages of all queues, each change committed before it is answered. */
export function openMessageStore(database: DatabaseSync, now: () => number) {
  const insert = database.prepare(`INSERT INTO messages
    (queue_id, message_id, body, attributes, trace_header, message_group, state, visible_at, sent_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const expire = database.prepare('DELETE FROM messages WHERE queue_id = ? AND sent_at < ?');
  const promote = database.prepare(
    'UPDATE messages SET state = 0 WHERE queue_id = ? AND state <> 0 AND visible_at <= ?',
  );
  const nextHidden = database.prepare(
    'SELECT visible_at FROM messages WHERE queue_id = ? AND state <> 0 ORDER BY visible_at LIMIT 1',
  );
  const get = database.prepare('SELECT * FROM messages WHERE queue_id = ? AND seq = ?');
  const remove = database.prepare('DELETE FROM messages WHERE queue_id = ? AND seq = ? AND receipt = ?');
  const removeAll = database.prepare('DELETE FROM messages WHERE queue_id = ?');
  const setVisibility = database.prepare('UPDATE messages SET state = ?, visible_at = ? WHERE seq = ?');
  const countByState = database.prepare(
    'SELECT state, count(*) AS count FROM messages WHERE queue_id = ? GROUP BY state',
  );

  /** Lets time have its effect on a queue: what is too old goes, what was hidden long enough becomes visible. */
  function settle(queue: Queue): void {
    const at = now();
    expire.run(queue.id, at - numberAttribute(queue.attributes, 'MessageRetentionPeriod') * 1_000);
    promote.run(queue.id, at);
  }

  return {
    settle,
    add(queue: Queue, message: NewMessage): string {
      const at = now();
      const id = randomUUID();
      const attributes = Object.keys(message.attributes).length > 0 ? JSON.stringify(message.attributes) : null;
      const state = message.delaySeconds > 0 ? messageState.delayed : messageState.ready;
      const visibleAt = at + message.delaySeconds * 1_000;
      const { body, traceHeader = null, group } = message;
      insert.run(queue.id, id, body, attributes, traceHeader, group, state, visibleAt, at);
      return id;
    },
    /** When the next hidden message of a queue becomes visible, if any is hidden. */
    nextVisibleAt(queueId: number): number | undefined {
      const at = nextHidden.get(queueId)?.visible_at;
      return typeof at === 'number' ? at : undefined;
    },
    find(queue: Queue, seq: number): Message | undefined {
      settle(queue);
      const found = get.get(queue.id, seq);
      return found && messageRow.parse(found);
    },
    /** Deletes the message if the receipt is its newest; an older one changes nothing, as AWS documents. */
    delete(queue: Queue, receipt: Receipt): void {
      remove.run(queue.id, receipt.seq, receipt.secret);
    },
    purge(queue: Queue): void {
      removeAll.run(queue.id);
    },
    /** Hides a message for so many milliseconds from now, or shows it at once with 0. */
    hide(message: Message, milliseconds: number): void {
      const state = milliseconds > 0 ? messageState.inFlight : messageState.ready;
      setVisibility.run(state, now() + milliseconds, message.seq);
    },
    /** How many messages are ready, delayed and in flight. */
    count(queue: Queue): { ready: number; delayed: number; inFlight: number } {
      settle(queue);
      const counts = new Map(countByState.all(queue.id).map((found) => [found.state, Number(found.count)]));
      const of = (state: number) => counts.get(state) ?? 0;
      return { ready: of(messageState.ready), delayed: of(messageState.delayed), inFlight: of(messageState.inFlight) };
    },
  };
}
