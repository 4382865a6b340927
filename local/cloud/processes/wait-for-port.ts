import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

const limitMs = 15_000;

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

/**
 * Waits until a process that was just started accepts connections.
 *
 * @throws Error when it ends before, or takes longer than 15 s
 */
export async function waitForPort(port: number, child: Child): Promise<void> {
  let ended: string | undefined;
  void child.exited.then((reason) => {
    ended = reason;
  });
  for (const startMs = Date.now(); Date.now() - startMs < limitMs; await sleep(10)) {
    if (await accepts(port)) return;
    if (ended !== undefined) throw new Error(`it ended at once (${ended})`);
  }
  throw new Error(`it did not listen on port ${port} within ${limitMs / 1000} s`);
}
