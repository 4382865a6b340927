import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

const limitMs = 15_000;

/** Whether a server at a port can be used. */
export type Probe = (port: number) => Promise<boolean>;

/** A probe that opens a connection, says something and looks at the beginning of the answer. */
export function probeWith(question: string, answer: string): Probe {
  return (port) =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      const done = (usable: boolean) => {
        socket.destroy();
        resolve(usable);
      };
      socket.once('error', () => done(false)).once('close', () => done(false));
      socket.once('connect', () => (answer === '' ? done(true) : socket.write(question)));
      socket.once('data', (data) => done(data.toString().startsWith(answer)));
    });
}

/** Most servers open their port when they are ready to answer. */
export const acceptsConnections: Probe = probeWith('', '');

/**
 * Waits until a process that was just started can be used.
 *
 * @throws Error when it ends before, or takes longer than 15 s
 */
export async function waitForPort(port: number, child: Child, probe: Probe): Promise<void> {
  let ended: string | undefined;
  void child.exited.then((reason) => {
    ended = reason;
  });
  for (const startMs = Date.now(); Date.now() - startMs < limitMs; await sleep(10)) {
    if (ended !== undefined) throw new Error(`it ended at once (${ended})`);
    if (await probe(port)) return;
  }
  throw new Error(`it did not answer on port ${port} within ${limitMs / 1000} s`);
}
