import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import { type QueueAttributes, redrivePolicy } from './queue-attributes.ts';
import { queueDoesNotExist } from './sqs-error.ts';

/** One queue; times in epoch milliseconds. */
export interface Queue {
  id: number;
  name: string;
  arn: string;
  attributes: QueueAttributes;
  createdAt: number;
  modifiedAt: number;
}

export type QueueStore = ReturnType<typeof openQueueStore>;

const row = z
  .object({
    id: z.number(),
    name: z.string(),
    attributes: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
    created_at: z.number(),
    modified_at: z.number(),
  })
  .transform(({ created_at, modified_at, ...queue }): Queue => {
    return { ...queue, arn: arn('sqs', queue.name), createdAt: created_at, modifiedAt: modified_at };
  });

/** The queues: all of them in memory, every change written through (this process alone has the file). */
export function openQueueStore(database: DatabaseSync, now: () => number) {
  const queues = new Map(
    database
      .prepare('SELECT * FROM queues')
      .all()
      .map((found) => row.parse(found))
      .map((queue) => [queue.name, queue]),
  );
  const insert = database.prepare('INSERT INTO queues (name, attributes, created_at, modified_at) VALUES (?, ?, ?, ?)');
  const update = database.prepare('UPDATE queues SET attributes = ?, modified_at = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM queues WHERE id = ?');
  const byName = (one: Queue, other: Queue) => (one.name < other.name ? -1 : 1);

  return {
    find: (name: string): Queue | undefined => queues.get(name),
    findByArn(queueArn: string): Queue | undefined {
      const queue = queues.get(queueArn.slice(queueArn.lastIndexOf(':') + 1));
      return queue?.arn === queueArn ? queue : undefined;
    },
    /** The queue that a queue URL means: its last segment is the name. Throws `QueueDoesNotExist`. */
    getByUrl(url: string): Queue {
      const queue = queues.get(url.slice(url.lastIndexOf('/') + 1));
      if (!queue) throw queueDoesNotExist();
      return queue;
    },
    list: (): Queue[] => [...queues.values()].sort(byName),
    /** Queues that name this one as their dead-letter queue. */
    sourcesOf: (target: Queue): Queue[] =>
      [...queues.values()]
        .filter((queue) => redrivePolicy(queue.attributes)?.deadLetterTargetArn === target.arn)
        .sort(byName),
    create(name: string, attributes: QueueAttributes): Queue {
      const at = now();
      const id = Number(insert.run(name, JSON.stringify(attributes), at, at).lastInsertRowid);
      const queue = { id, name, arn: arn('sqs', name), attributes, createdAt: at, modifiedAt: at };
      queues.set(name, queue);
      return queue;
    },
    setAttributes(queue: Queue, attributes: QueueAttributes): void {
      const modifiedAt = now();
      update.run(JSON.stringify(attributes), modifiedAt, queue.id);
      queues.set(queue.name, { ...queue, attributes, modifiedAt });
    },
    /** Deletes the queue with its messages. */
    delete(queue: Queue): void {
      remove.run(queue.id);
      queues.delete(queue.name);
    },
  };
}
