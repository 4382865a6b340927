import { correlation } from '../domain/watch/correlation.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import { describeError } from './describe-error.ts';

type Facts = Readonly<Record<string, unknown>>;

/**
 * The log of a function: one line of JSON each, which Lambda takes as it is.
 * @param service says which part of Hopper speaks: `hopper-<function>`
 * @param write takes a line without its end; default: stdout
 * @returns a log that names the request behind each line, where there is one, and keeps of errors what `describeError` leaves
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function openLog(service: string, write: (line: string) => void = writeToStdout): WorkerLog {
  const lineOf = (level: string) => (message: string, facts: Facts) => {
    const head = { level, message, timestamp: new Date().toISOString(), service, ...correlation() };
    write(toLine(head, facts));
  };
  return { info: lineOf('INFO'), warn: lineOf('WARN'), error: lineOf('ERROR') };
}

/** A fact that is no JSON costs the facts, not the line, and never the work that it is about. */
function toLine(head: Facts, facts: Facts): string {
  try {
    return JSON.stringify({ ...facts, ...head }, (_name, value: unknown) =>
      value instanceof Error ? describeError(value) : value,
    );
  } catch {
    return JSON.stringify(head);
  }
}

function writeToStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
