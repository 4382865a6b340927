import type { AsyncInvoke } from './async-invoke.ts';
import type { EventStore, StoredEvent } from './event-store.ts';
import { buildFailureRecord } from './failure-record.ts';
import type { InvocationResult } from './invocation-result.ts';
import type { LambdaService } from './lambda-service.ts';

/** Lambda tries a failed asynchronous event again after one minute, then after two. */
const retryDelaysMs = [60_000, 120_000] as const;
const longestAgeSeconds = 21_600;

export interface AsyncEventsOptions {
  readonly lambda: Pick<LambdaService, 'invoke' | 'nameOf'>;
  readonly store: EventStore;
  /** Tells a queue of an event that was given up, with the rights of its function. */
  tell(functionName: string, queueArn: string, body: string): Promise<void>;
  report(line: string): void;
  /** Between one try and the next. */
  readonly delaysMs?: readonly number[];
}

/**
 * Events that functions get without anybody waiting for the result. One that was accepted is kept until the function has
 * handled it or it is given up, over a restart as well.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncEvents {
  readonly #options: AsyncEventsOptions;
  readonly #settings = new Map<string, AsyncInvoke>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(options: AsyncEventsOptions) {
    this.#options = options;
  }

  /** Takes the settings of all functions, and up what an earlier process has left. */
  start(settings: readonly AsyncInvoke[]): void {
    for (const one of settings) this.#settings.set(one.functionName, one);
    for (const event of this.#options.store.list()) this.#try(event);
  }

  /** @throws InvokeError when there is no such function */
  accept(target: string, payload: string): void {
    const { lambda, store } = this.#options;
    this.#try(store.add(lambda.nameOf(target), payload, Date.now()));
  }

  /** What was not handled stays for the next start. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#options.store.close();
  }

  #try(event: StoredEvent): void {
    void this.#attempt(event).catch((error) => {
      if (!this.#stopped) this.#options.report(`An event of ${event.function}: ${error}`);
    });
  }

  async #attempt(event: StoredEvent): Promise<void> {
    const { lambda, store, delaysMs = retryDelaysMs } = this.#options;
    const { retries = retryDelaysMs.length, maxAgeSeconds = longestAgeSeconds } =
      this.#settings.get(event.function) ?? {};
    const endsAt = event.accepted + maxAgeSeconds * 1000;
    if (Date.now() > endsAt) return this.#giveUp(event, 'EventAgeExceeded');
    const result = await lambda.invoke(event.function, event.payload);
    if (this.#stopped) return;
    if (!result.functionError) return store.remove(event);
    store.noteFailure(event);
    const failed = { ...event, attempts: event.attempts + 1 };
    if (failed.attempts > retries) return this.#giveUp(failed, 'RetriesExhausted', result);
    const delayMs = delaysMs[failed.attempts - 1] ?? 0;
    if (Date.now() + delayMs > endsAt) return this.#giveUp(failed, 'EventAgeExceeded', result);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#try(failed);
    }, delayMs);
    this.#timers.add(timer);
  }

  async #giveUp(
    event: StoredEvent,
    condition: 'RetriesExhausted' | 'EventAgeExceeded',
    result?: InvocationResult,
  ): Promise<void> {
    const { store, tell } = this.#options;
    const { onFailureArn } = this.#settings.get(event.function) ?? {};
    // As on AWS, what the destination does not take is lost.
    store.remove(event);
    if (onFailureArn !== undefined) {
      await tell(event.function, onFailureArn, buildFailureRecord(event, condition, result));
    }
  }
}
