import * as z from 'zod';
import type { Statements } from '../storage/statements.ts';

/** A message for a queue, or an event for the bus. */
export type Notification = { targetArn: string; body: string };
/** Hands it over. Resolves when the target has it; a rejection means "try again". */
export type Notify = (notification: Notification) => Promise<void>;

const outboxRow = z.object({ id: z.number(), queue_arn: z.string(), body: z.string() });
const batchSize = 50;
const firstRetryMs = 100;
const maxRetryMs = 10_000;

/**
 * Notifications that are still to be delivered. They are written in the transaction of the change they tell of and deleted
 * after the target has taken them, so a crash can repeat one but never lose one. Delivery keeps no order, as with S3.
 */
export class Outbox {
  readonly #db: Statements;
  readonly #notify: Notify;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #stop = new AbortController();
  readonly #stopped = Promise.withResolvers<never>();
  #retryMs = firstRetryMs;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Statements, notify: Notify) {
    this.#db = db;
    this.#notify = notify;
    this.#stopped.promise.catch(() => undefined); // nobody may be waiting for a target when it is stopped
    this.#stop.signal.addEventListener('abort', () => this.#stopped.reject(new Error('stopped')));
  }

  /** To be called inside the transaction of the change; `deliver` must follow its commit. */
  add({ targetArn, body }: Notification): void {
    this.#db.prepare('INSERT INTO outbox (queue_arn, body) VALUES (?, ?)').run(targetArn, body);
  }

  /** Starts delivering what is pending, in the background. */
  deliver(): void {
    this.#again = true;
    if (this.#stop.signal.aborted || this.#running) return;
    clearTimeout(this.#timer);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) this.deliver();
    });
  }

  /** Does not wait for a target that hangs: what it has not confirmed stays for the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    this.#again = false;
    let after = 0;
    let failed = false;
    for (
      let batch = this.#pending(after);
      batch.length > 0 && !this.#stop.signal.aborted;
      batch = this.#pending(after)
    ) {
      const results = await Promise.all(batch.map((row) => this.#send(row)));
      failed ||= results.includes(false);
      after = batch.at(-1)?.id ?? after;
    }
    if (failed) this.#retryLater();
    else this.#retryMs = firstRetryMs;
  }

  #pending(after: number): z.infer<typeof outboxRow>[] {
    const rows = this.#db.prepare('SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT ?').all(after, batchSize);
    return z.array(outboxRow).parse(rows);
  }

  async #send(row: z.infer<typeof outboxRow>): Promise<boolean> {
    try {
      await Promise.race([this.#notify({ targetArn: row.queue_arn, body: row.body }), this.#stopped.promise]);
    } catch {
      return false; // the row stays, so the retry below takes it up again
    }
    this.#db.prepare('DELETE FROM outbox WHERE id = ?').run(row.id);
    return true;
  }

  #retryLater(): void {
    if (this.#stop.signal.aborted) return;
    this.#timer = setTimeout(() => this.deliver(), this.#retryMs);
    this.#timer.unref();
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs);
  }
}
