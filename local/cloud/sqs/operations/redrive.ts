import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../json-service/aws-error.ts';
import { inTransaction } from '../../json-service/open-database.ts';
import { operation } from '../../json-service/operation.ts';
import { fromPageToken, toPage } from '../../json-service/page.ts';
import type { Queue } from '../queue-store.ts';
import type { SqsContext } from '../sqs-context.ts';
import { invalidParameter, unsupportedOperation } from '../sqs-error.ts';
import { queueUrl } from './queue-lifecycle.ts';

const candidate = z.object({ seq: z.number(), source_queue: z.string().nullable() });
const moveTask = z.object({
  id: z.number(),
  source_arn: z.string(),
  destination_arn: z.string().nullable(),
  moved: z.number(),
  started_at: z.number(),
});

function getByArn({ queues }: SqsContext, queueArn: string): Queue {
  const queue = queues.findByArn(queueArn);
  if (queue) return queue;
  const message = 'The resource that you specified for the SourceArn or DestinationArn parameter does not exist.';
  throw new AwsError('ResourceNotFoundException', message, { queryCode: 'ResourceNotFoundException', status: 404 });
}

/**
 * Moves every message that is not in flight. A moved message counts as a new one: new id, time of sending and counters.
 *
 * @returns how many were moved to each queue id.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
function moveAll(context: SqsContext, source: Queue, destination: Queue | undefined): Map<number, number> {
  const { database, queues, messages, now } = context;
  const move =
    database.prepare(`UPDATE messages SET queue_id = ?, message_id = ?, sent_at = ?, visible_at = ?, receipt = NULL,
    first_received_at = NULL, taken_at = NULL, receive_count = 0, receives_here = 0, source_queue = NULL WHERE seq = ?`);
  const moved = new Map<number, number>();
  messages.settle(source);
  const ready = database
    .prepare('SELECT seq, source_queue FROM messages WHERE queue_id = ? AND state = 0')
    .all(source.id);
  for (const { seq, source_queue } of ready.map((row) => candidate.parse(row))) {
    const target = destination ?? queues.findByArn(source_queue ?? '');
    if (!target) continue;
    move.run(target.id, randomUUID(), now(), now(), seq);
    moved.set(target.id, (moved.get(target.id) ?? 0) + 1);
  }
  return moved;
}

function runMoveTask(context: SqsContext, sourceArn: string, destinationArn: string | undefined): string {
  const { database, queues, polls, now } = context;
  const source = getByArn(context, sourceArn);
  const destination = destinationArn === undefined ? undefined : getByArn(context, destinationArn);
  if (queues.sourcesOf(source).length === 0)
    throw unsupportedOperation('Source queue must be configured as a Dead Letter Queue.');
  const [id, moved] = inTransaction(database, () => {
    const counts = moveAll(context, source, destination);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const insert = 'INSERT INTO move_tasks (source_arn, destination_arn, moved, started_at) VALUES (?, ?, ?, ?)';
    return [database.prepare(insert).run(sourceArn, destinationArn ?? null, total, now()).lastInsertRowid, counts];
  });
  for (const queueId of moved.keys()) polls.wake(queueId);
  return Buffer.from(`${id}`).toString('base64url');
}

function listMoveTasks({ database }: SqsContext, sourceArn: string, max: number) {
  const rows = database
    .prepare('SELECT * FROM move_tasks WHERE source_arn = ? ORDER BY id DESC LIMIT ?')
    .all(sourceArn, max);
  return rows.map((row) => {
    const task = moveTask.parse(row);
    return {
      Status: 'COMPLETED',
      SourceArn: task.source_arn,
      DestinationArn: task.destination_arn ?? undefined,
      ApproximateNumberOfMessagesMoved: task.moved,
      ApproximateNumberOfMessagesToMove: task.moved,
      StartedTimestamp: task.started_at,
    };
  });
}

/** Dead-letter queues: who feeds one, and moving its messages back. */
export function redrive(context: SqsContext) {
  const { queues } = context;
  return {
    ListDeadLetterSourceQueues: operation(
      z.object({
        QueueUrl: z.string(),
        MaxResults: z.int().min(1).max(1_000).default(1_000),
        NextToken: z.string().optional(),
      }),
      ({ QueueUrl, MaxResults, NextToken }, call) => {
        const after = fromPageToken(NextToken, invalidParameter);
        const sources = queues.sourcesOf(queues.getByUrl(QueueUrl)).filter(({ name }) => name > after);
        const page = toPage(sources, MaxResults, ({ name }) => name);
        return { queueUrls: page.items.map(({ name }) => queueUrl(call.baseUrl, name)), NextToken: page.nextToken };
      },
    ),
    /** The move is over when the answer comes; MaxNumberOfMessagesPerSecond has no effect. */
    StartMessageMoveTask: operation(
      z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() }),
      ({ SourceArn, DestinationArn }) => ({ TaskHandle: runMoveTask(context, SourceArn, DestinationArn) }),
    ),
    ListMessageMoveTasks: operation(
      z.object({ SourceArn: z.string(), MaxResults: z.int().min(1).max(10).default(1) }),
      ({ SourceArn, MaxResults }) => {
        getByArn(context, SourceArn);
        return { Results: listMoveTasks(context, SourceArn, MaxResults) };
      },
    ),
  };
}
