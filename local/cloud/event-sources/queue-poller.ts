import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { InvocationResult } from '../lambda/invocation-result.ts';
import { buildSqsEvent } from './build-sqs-event.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { readFailures } from './read-failures.ts';

/** Largest number of messages that SQS hands out or deletes in one call. */
const maxPerCall = 10;
/** Longest wait of one receive call. */
const longPollSeconds = 20;
const retryMs = 500;

/** What a poller works with. */
export interface PollerOptions {
  readonly client: SQSClient;
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
  /** Gets one line when the queue cannot be reached. */
  report(line: string): void;
}

/** Feeds the messages of a queue to a function, as Lambda's event source mapping does. */
export class QueuePoller {
  readonly #mapping: EventSourceMapping;
  readonly #options: PollerOptions;
  readonly #stopped = new AbortController();
  readonly #stopping = Promise.withResolvers<void>();
  readonly #running = new Set<Promise<void>>();
  #done: Promise<void> = Promise.resolve();

  constructor(mapping: EventSourceMapping, options: PollerOptions) {
    this.#mapping = mapping;
    this.#options = options;
  }

  start(): void {
    this.#done = this.#loop();
  }

  /** Ends polling. Messages in hand stay in the queue and become visible again in time. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#stopping.resolve();
    await this.#done;
  }

  async #loop(): Promise<void> {
    let queueUrl: string | undefined;
    while (!this.#stopped.signal.aborted) {
      try {
        queueUrl ??= await this.#findQueue();
        // A message is only taken when it can be worked on: waiting here would use up its visibility timeout.
        if (this.#running.size >= this.#mapping.maxConcurrency) {
          await Promise.race([...this.#running, this.#stopping.promise]);
          continue;
        }
        const batch = await this.#gather(queueUrl);
        if (batch.length > 0) this.#dispatch(queueUrl, batch);
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        this.#options.report(`${this.#mapping.functionName} cannot read its queue: ${String(error)}`);
        await Promise.race([sleep(retryMs), this.#stopping.promise]);
      }
    }
  }

  async #findQueue(): Promise<string> {
    const QueueName = this.#mapping.queueArn.split(':').at(-1) ?? '';
    const { QueueUrl = '' } = await this.#options.client.send(new GetQueueUrlCommand({ QueueName }));
    return QueueUrl;
  }

  /** One batch: whatever one call brings or, with a window, all that comes until the batch is full or time is up. */
  async #gather(queueUrl: string): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.#mapping;
    const batch = await this.#receive(queueUrl, Math.min(batchSize, maxPerCall), longPollSeconds);
    const endMs = Date.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize) {
      const leftSeconds = Math.ceil((endMs - Date.now()) / 1000);
      if (leftSeconds <= 0) break;
      batch.push(...(await this.#receive(queueUrl, Math.min(batchSize - batch.length, maxPerCall), leftSeconds)));
    }
    return batch;
  }

  async #receive(QueueUrl: string, MaxNumberOfMessages: number, WaitTimeSeconds: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      WaitTimeSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await this.#options.client.send(command, { abortSignal: this.#stopped.signal });
    return Messages;
  }

  #dispatch(queueUrl: string, batch: Message[]): void {
    const work = this.#process(queueUrl, batch)
      .catch((error) => this.#options.report(`${this.#mapping.functionName}: ${String(error)}`))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** What succeeded is deleted; what failed is left, to become visible again when its timeout has passed. */
  async #process(QueueUrl: string, batch: Message[]): Promise<void> {
    const { functionName, queueArn, reportsItemFailures } = this.#mapping;
    const event = JSON.stringify(buildSqsEvent(batch, queueArn));
    const result = await this.#options.invoke(functionName, event);
    const ids = batch.map(({ MessageId = '' }) => MessageId);
    const failed = readFailures(result, ids, reportsItemFailures);
    const done = batch.filter(({ MessageId = '' }) => !failed.has(MessageId));
    for (let start = 0; start < done.length; start += maxPerCall) {
      const Entries = done
        .slice(start, start + maxPerCall)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#options.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }
}
