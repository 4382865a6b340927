import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

export interface RunningBinary {
  readonly port: number;
  close(): Promise<void>;
}

const attempts = 5;

/**
 * Starts a server program that cannot choose a free port itself, and waits for the line that says it is usable.
 * Another process may take the port in between: then the program ends and the next port is tried.
 *
 * @param command the program
 * @param args its arguments for a port
 * @param ready matches the line of its output that says it listens
 */
export async function startBinary(
  command: string,
  args: (port: number) => string[],
  ready: RegExp,
): Promise<RunningBinary> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = await freePort();
    const child = spawn(command, args(port), { stdio: ['ignore', 'pipe', 'pipe'] });
    if (await becomesReady(child, ready)) return { port, close: () => stop(child) };
  }
  throw new Error(`${command} did not start on ${attempts} different ports`);
}

/** False when the program ended before it said so. */
function becomesReady(child: ChildProcess, ready: RegExp): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // Both streams are read to their ends: a full pipe would stop the program.
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => ready.test(line) && resolve(true));
    }
    child.once('exit', () => resolve(false));
    child.once('error', reject);
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
