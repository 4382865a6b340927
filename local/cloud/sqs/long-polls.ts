import type { Message } from './message.ts';

/** A receiver that waits. */
interface Waiter {
  take(): Message[];
  answer(messages: Message[]): void;
}

export interface LongPollOptions {
  now: () => number;
  /** When the next hidden message of a queue becomes visible (epoch milliseconds), if any is hidden. */
  nextVisibleAt(queueId: number): number | undefined;
}

export type LongPolls = ReturnType<typeof createLongPolls>;

/** A timer is never longer than this, so that a clock that was set or a laptop that slept is noticed. */
const longestTimerMs = 20_000;

/**
 * Receivers waiting for messages. `wake` is called after anything that may have made one visible; for what becomes
 * visible by itself there is one timer per queue with waiters, aimed at the next such moment.
 */
export function createLongPolls({ now, nextVisibleAt }: LongPollOptions) {
  const waiting = new Map<number, Set<Waiter>>();
  const timers = new Map<number, NodeJS.Timeout>();

  function arm(queueId: number): void {
    clearTimeout(timers.get(queueId));
    timers.delete(queueId);
    const at = waiting.has(queueId) ? nextVisibleAt(queueId) : undefined;
    if (at === undefined) return;
    const milliseconds = Math.min(Math.max(at - now(), 1), longestTimerMs);
    timers.set(
      queueId,
      setTimeout(() => wake(queueId), milliseconds),
    );
  }

  /** Gives the queue's visible messages to those who wait, the longest waiting first. */
  function wake(queueId: number): void {
    for (const waiter of waiting.get(queueId) ?? []) {
      const messages = waiter.take();
      // Nothing for this one means nothing for anyone behind it.
      if (messages.length === 0) break;
      waiter.answer(messages);
    }
    arm(queueId);
  }

  function leave(queueId: number, waiter: Waiter): void {
    const waiters = waiting.get(queueId);
    waiters?.delete(waiter);
    if (waiters?.size === 0) waiting.delete(queueId);
  }

  /** Waits until `take` gives something, the time is over, or the signal ends it; then answers what there is. */
  function wait(queueId: number, milliseconds: number, signal: AbortSignal, take: () => Message[]): Promise<Message[]> {
    if (signal.aborted) return Promise.resolve([]);
    return new Promise((resolve) => {
      const end = () => waiter.answer([]);
      const timer = setTimeout(end, milliseconds);
      const waiter: Waiter = {
        take,
        answer(messages) {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          leave(queueId, waiter);
          resolve(messages);
          if (messages.length === 0) arm(queueId);
        },
      };
      signal.addEventListener('abort', end, { once: true });
      waiting.set(queueId, (waiting.get(queueId) ?? new Set()).add(waiter));
      arm(queueId);
    });
  }

  /** Ends every wait for a queue that is gone. */
  function endAll(queueId: number): void {
    for (const waiter of waiting.get(queueId) ?? []) waiter.answer([]);
  }

  return { wait, wake, endAll };
}
