import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationResult } from '../lambda/invocation-result.ts';
import { buildSqsEvent } from './build-sqs-event.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { type Message, QueueClient } from './queue-client.ts';
import { readFailures } from './read-failures.ts';

/** Longest wait of one receive call. */
const longPollSeconds = 20;
const retryMs = 500;

/** What a poller works with. */
export interface PollerOptions {
  readonly sqsUrl: string;
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
  /** Gets one line when the queue cannot be reached. */
  report(line: string): void;
}

/** Feeds the messages of a queue to a function, as Lambda's event source mapping does. */
export class QueuePoller {
  readonly #mapping: EventSourceMapping;
  readonly #options: PollerOptions;
  readonly #queue: QueueClient;
  readonly #abort = new AbortController();
  readonly #stopping = Promise.withResolvers<void>();
  readonly #running = new Set<Promise<void>>();
  #unreachable = false;
  #done: Promise<void> = Promise.resolve();

  constructor(mapping: EventSourceMapping, options: PollerOptions) {
    this.#mapping = mapping;
    this.#options = options;
    this.#queue = new QueueClient(options.sqsUrl, mapping.queueArn, mapping.functionName);
  }

  start(): void {
    this.#done = this.#loop();
  }

  /** Ends polling. Messages in hand stay in the queue and become visible again in time. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#stopping.resolve();
    await this.#done;
  }

  async #loop(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      // A message is only taken when it can be worked on: waiting here would use up its visibility timeout.
      if (this.#running.size >= this.#mapping.maxConcurrency) {
        await Promise.race([...this.#running, this.#stopping.promise]);
        continue;
      }
      try {
        const batch = await this.#gather();
        this.#unreachable = false;
        if (batch.length > 0) this.#dispatch(batch);
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        // Said once: whoever restarts the queue's server needs no line for every attempt until it is back.
        if (!this.#unreachable) this.#report(error);
        this.#unreachable = true;
        await Promise.race([sleep(retryMs), this.#stopping.promise]);
      }
    }
  }

  /** One batch: whatever one call brings or, with a window, all that comes until the batch is full or time is up. */
  async #gather(): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.#mapping;
    const { signal } = this.#abort;
    const batch = await this.#queue.receive(batchSize, longPollSeconds, signal);
    const endMs = Date.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize) {
      const leftSeconds = Math.ceil((endMs - Date.now()) / 1000);
      if (leftSeconds <= 0) break;
      batch.push(...(await this.#queue.receive(batchSize - batch.length, leftSeconds, signal)));
    }
    return batch;
  }

  #dispatch(batch: Message[]): void {
    const work = this.#process(batch)
      .catch((error) => this.#report(error))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** What succeeded is deleted; what failed is left, to become visible again when its timeout has passed. */
  async #process(batch: Message[]): Promise<void> {
    const { functionName, queueArn, reportsItemFailures } = this.#mapping;
    const result = await this.#options.invoke(functionName, JSON.stringify(buildSqsEvent(batch, queueArn)));
    const ids = batch.map(({ MessageId }) => MessageId);
    const failed = readFailures(result, ids, reportsItemFailures);
    await this.#queue.delete(batch.filter(({ MessageId }) => !failed.has(MessageId)));
  }

  #report(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.report(`The queue of ${this.#mapping.functionName}: ${reason}`);
  }
}
