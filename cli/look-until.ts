import { setTimeout as delay } from 'node:timers/promises';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const everyMs = 1_000;
const troubleMs = 5_000;

interface Watched<T> {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  look(): Promise<T>;
  isDone(seen: T): boolean;
  /** One line about what is under way. */
  describe(seen: T): string;
}

/** Looks once a second until it is done. A server that is being restarted is no reason to stop watching. */
export async function lookUntil<T>({ terminal, signal, look, isDone, describe }: Watched<T>): Promise<T> {
  for (;;) {
    try {
      const seen = await look();
      if (isDone(seen)) return seen;
      terminal.progress(describe(seen));
    } catch (error) {
      if (exitCodeOf(error) !== exitCodes.unreachable || signal.aborted) throw error;
      terminal.progress('The server does not answer; waiting for it.');
      await delay(troubleMs, undefined, { signal });
    }
    await delay(everyMs, undefined, { signal });
  }
}
