import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from './stack.ts';

const pauseMs = 3_000;

/**
 * Has the sweeper run again and again while something goes on, beside the run of every minute: what waits for a sweep then
 * waits for seconds. Everything else, and what a sweep does, stays as it is.
 * @param work what is waited for
 * @returns what it resolves with
 */
export async function sweepOften<T>(stack: Stack, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const sweeping = sweepUntil(stack, over.signal);
  try {
    return await work();
  } finally {
    over.abort();
    await sweeping;
  }
}

async function sweepUntil(stack: Stack, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    // One that fails, because something is wrong on purpose, is followed by the next one.
    await stack.sweep();
    await delay(pauseMs, undefined, { signal: over }).catch(() => undefined);
  }
}
