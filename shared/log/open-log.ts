import { Logger } from '@aws-lambda-powertools/logger';
import { correlation } from '../domain/watch/correlation.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import { describeError } from './describe-error.ts';

/**
 * The log of a function: one line of JSON each.
 * @param serviceName says which part of Hopper speaks: `hopper-<function>`
 * @returns a log that names the request behind each line, where there is one, and keeps of an error what `describeError` leaves
 */
export function openLog(serviceName: string): WorkerLog {
  const logger = new Logger({ serviceName });
  const write = (level: keyof WorkerLog) => (message: string, facts: Readonly<Record<string, unknown>>) => {
    const error = facts.error instanceof Error ? { error: describeError(facts.error) } : {};
    logger[level](message, { ...facts, ...error, ...correlation() });
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
