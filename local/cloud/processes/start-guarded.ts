import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Child, describeExit } from './child.ts';
import type { LogFile } from './log-file.ts';

const guardFile = join(import.meta.dirname, 'guard.sh');

/** How long a process may take to end after it was asked to. */
const stopGraceMs = 2_500;

export interface GuardedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly log: LogFile;
}

/** A running command with the last line that it wrote, which usually says why it ended. */
export interface GuardedChild extends Child {
  lastLine(): string;
}

/** Starts a server program that cannot watch over its owner itself: a small shell does it, see guard.sh. */
export function startGuarded({ command, args, env = process.env, log }: GuardedCommand): GuardedChild {
  // Its own process group: Ctrl-C in the terminal is for the owner alone, which then stops everything in order.
  const guard = spawn('/bin/sh', [guardFile, command, ...args], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let lastLine = '';
  const note = (text: string) => {
    log.write(text);
    lastLine = text.trim().split('\n').at(-1) || lastLine;
  };
  guard.stdout.setEncoding('utf8').on('data', note);
  guard.stderr.setEncoding('utf8').on('data', note);
  guard.stdin.on('error', () => undefined);
  const exited = new Promise<string>((resolve) => {
    guard.once('error', (error) => resolve(error.message));
    guard.once('exit', (code, signal) => {
      // Whoever killed only the guard has thereby closed nothing: this end does it, and the command ends too.
      guard.stdin.destroy();
      resolve(describeExit(code, signal));
    });
  });
  return {
    pid: guard.pid,
    exited,
    lastLine: () => lastLine,
    stop: async () => {
      guard.kill('SIGTERM');
      const insist = setTimeout(() => guard.stdin.end(), stopGraceMs);
      await exited;
      clearTimeout(insist);
    },
  };
}
