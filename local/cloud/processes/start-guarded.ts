import { spawn } from 'node:child_process';
import { type Child, describeExit } from './child.ts';
import type { LogFile } from './log-file.ts';

/**
 * Runs the command, hands SIGTERM on to it, and kills it when standard input closes. The kernel closes that when the
 * process which holds the other end is gone, even by kill -9: that way no server outlives its owner. Plain POSIX sh.
 */
const guardScript = `
child=; trap 'test -n "$child" && kill -TERM $child' TERM
exec 3<&0
"$@" 3<&- </dev/null & child=$!
( trap - TERM; while read -r _ <&3; do :; done; kill -KILL $child ) >/dev/null 2>&1 & watch=$!
exec 3<&-
wait $child; status=$?
while kill -0 $child 2>/dev/null; do wait $child; status=$?; done
kill $watch 2>/dev/null
exit $status`;

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

/** Starts a server program that cannot watch over its owner itself. */
export function startGuarded({ command, args, env = process.env, log }: GuardedCommand): GuardedChild {
  // Its own process group: Ctrl-C in the terminal is for the owner alone, which then stops everything in order.
  const guard = spawn('/bin/sh', ['-c', guardScript, 'guard', command, ...args], {
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
