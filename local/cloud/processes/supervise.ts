import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

/** A process that is started again whenever it ends by itself. */
export interface Supervised {
  pid(): number | undefined;
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const maxPauseMs = 5_000;

/**
 * Keeps a process running.
 *
 * @param name how it is called in messages
 * @param start starts the process and resolves when it can be used
 * @param report gets one line when the process ended unexpectedly
 * @throws what `start` throws the first time; later failures are reported and tried again
 */
export async function supervise(
  name: string,
  start: () => Promise<Child>,
  report: (line: string) => void,
): Promise<Supervised> {
  let child: Child = await start();
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<void>();
  stopping.signal.addEventListener('abort', () => stopped.resolve());

  const keepRunning = async () => {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const reason = await Promise.race([child.exited, stopped.promise]);
      if (reason === undefined) return;
      report(`${name} ended (${reason}); starting it again`);
      await Promise.race([sleep(pauseMs, undefined, { ref: false }), stopped.promise]);
      if (stopping.signal.aborted) return;
      try {
        child = await start();
        pauseMs = firstPauseMs;
      } catch (error) {
        report(`${name} does not start: ${error instanceof Error ? error.message : error}`);
        pauseMs = Math.min(pauseMs * 2, maxPauseMs);
      }
    }
  };
  const running = keepRunning();
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping.abort();
      await running;
      await child.stop();
    },
  };
}
