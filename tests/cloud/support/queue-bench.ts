import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { EventSourceMapping } from '../../../local/cloud/event-sources/event-source-mapping.ts';
import { startEventSources } from '../../../local/cloud/event-sources/event-sources.ts';
import { localClientOptions } from '../../../local/cloud/provision/local-client-options.ts';
import { startSqs } from '../../../local/cloud/sqs/start-sqs.ts';
import { defineFunction } from './define-function.ts';
import { startLambdaBench } from './lambda-bench.ts';

const Seen = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('start'),
    pid: z.number(),
    messages: z.array(
      z.object({
        messageId: z.string(),
        wish: z.record(z.string(), z.unknown()),
        receiveCount: z.number(),
        messageAttributes: z.unknown(),
        eventSourceARN: z.string(),
      }),
    ),
  }),
  z.object({ at: z.literal('end'), pid: z.number() }),
]);

/** A queue with a dead-letter queue, a function that it feeds, and what that function has seen. */
export async function startQueueBench(
  folder: string,
  changes: Partial<EventSourceMapping> = {},
  { maxReceiveCount = 2, visibilitySeconds = 1 }: { maxReceiveCount?: number; visibilitySeconds?: number } = {},
) {
  const sqs = await startSqs({ port: 0, dataDir: folder });
  const client = new SQSClient(localClientOptions(sqs.url));
  const { QueueUrl: deadUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
  const Attributes = {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount }),
  };
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: 'work', Attributes }));
  const seenFile = join(folder, 'seen.jsonl');
  const { lambda } = startLambdaBench(folder, [defineFunction('queue', { environment: { SEEN_FILE: seenFile } })]);
  const reports: string[] = [];
  const mapping: EventSourceMapping = {
    queueArn: arn('work'),
    functionName: 'queue',
    batchSize: 10,
    windowSeconds: 0,
    maxConcurrency: 2,
    reportsItemFailures: true,
    ...changes,
  };
  const invoke = (name: string, payload: string) => lambda.invoke(name, payload);
  const start = () => startEventSources([mapping], { sqsUrl: sqs.url, invoke, report: (line) => reports.push(line) });
  let sources: ReturnType<typeof start> | undefined;

  const countMessages = async (url: string) => {
    const AttributeNames = ['All' as const];
    const { Attributes: found = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames }),
    );
    return Number(found.ApproximateNumberOfMessages) + Number(found.ApproximateNumberOfMessagesNotVisible);
  };
  return {
    lambda,
    reports,
    sqsUrl: sqs.url,
    /** Begins to feed the function. */
    feed: () => {
      sources = start();
    },
    send: (wish: object, input: Partial<SendMessageCommandInput> = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(wish), ...input })),
    sendAll: (wishes: readonly object[]) => {
      const Entries = wishes.map((wish, index) => ({ Id: String(index), MessageBody: JSON.stringify(wish) }));
      return client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    },
    /** Messages in the queue, visible or not. */
    countWork: () => countMessages(QueueUrl),
    countDead: () => countMessages(deadUrl),
    seen: () => {
      const lines = existsSync(seenFile) ? readFileSync(seenFile, 'utf8').split('\n').slice(0, -1) : [];
      return lines.map((line) => Seen.parse(JSON.parse(line)));
    },
    stop: async () => {
      await sources?.stop();
      lambda.stop();
      client.destroy();
      await sqs.close();
    },
  };
}
export type QueueBench = Awaited<ReturnType<typeof startQueueBench>>;
