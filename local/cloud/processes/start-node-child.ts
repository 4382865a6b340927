import { type ChildProcess, fork } from 'node:child_process';
import * as z from 'zod';
import { type Child, describeExit } from './child.ts';
import type { LogFile } from './log-file.ts';

const stopGraceMs = 2_500;
const Answer = z.object({ id: z.number(), result: z.unknown().optional(), error: z.string().optional() });

/** First message of a child: it can be used, or it cannot be started for the reason given. */
const FirstMessage = z.union([z.object({ ready: z.literal(true) }), z.object({ failed: z.string() })]);

/** A Node program of ours that listens to messages and ends when its owner is gone. */
export interface NodeChild extends Child {
  /** Asks the program something. Rejects when it refuses or ends before it answers. */
  request(request: object): Promise<unknown>;
}

export interface NodeProgram {
  readonly file: string;
  /** Handed over as JSON in the first argument. */
  readonly options: object;
  readonly log: LogFile;
}

/**
 * Starts a Node program and waits for its first message.
 *
 * @throws Error with the program's own words when it cannot start
 */
export async function startNodeChild({ file, options, log }: NodeProgram): Promise<NodeChild> {
  const child = fork(file, [JSON.stringify(options)], { silent: true, detached: true });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => log.write(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.write(text));
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(describeExit(code, signal)));
  });
  const first = new Promise<unknown>((resolve) => child.once('message', resolve));
  const message = FirstMessage.safeParse(await Promise.race([first, exited]));
  if (!message.success) throw new Error(`it ended at once (${await exited})`);
  if ('failed' in message.data) throw new Error(message.data.failed);
  return {
    pid: child.pid,
    exited,
    request: openRequests(child, exited),
    stop: async () => {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
      await exited;
      clearTimeout(insist);
    },
  };
}

function openRequests(child: ChildProcess, exited: Promise<string>): NodeChild['request'] {
  let lastId = 0;
  const waiting = new Map<number, (answer: z.infer<typeof Answer>) => void>();
  child.on('message', (message) => {
    const answer = Answer.safeParse(message);
    if (answer.success) waiting.get(answer.data.id)?.(answer.data);
  });
  return async (request) => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<z.infer<typeof Answer>>((resolve) => waiting.set(id, resolve));
    if (child.connected) child.send({ id, request });
    const answer = await Promise.race([answered, exited]);
    waiting.delete(id);
    if (typeof answer === 'string') throw new Error(`the process ended (${answer})`);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  };
}
