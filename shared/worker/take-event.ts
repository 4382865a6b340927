import middy from '@middy/core';
import * as z from 'zod';
import { withCorrelation } from '../domain/watch/correlation.ts';
import { openLog } from '../log/open-log.ts';
import type { Invocation } from './consume-queue.ts';
import type { WorkerLog } from './worker-log.ts';

const Correlated = z.object({ correlationId: z.string().optional() });

/**
 * The handler of a function that is invoked with an event and without anybody who waits.
 * @param parse what the event must be; one that is something else fails like one that cannot be handled
 * @throws whatever `handle` throws: Lambda tries again, or gives the event up, as the function's stack says
 */
export function takeEvent<Event>(
  parse: z.ZodType<Event>,
  handle: (event: Event, invocation: Invocation) => Promise<void>,
  log: Pick<WorkerLog, 'error'> = openLog('hopper-worker'),
) {
  return middy((input: unknown, invocation: Invocation) => {
    const correlationId = Correlated.safeParse(input).data?.correlationId;
    return withCorrelation(correlationId, async () => {
      try {
        await handle(parse.parse(input), invocation);
      } catch (error) {
        log.error('event failed', { error });
        throw error;
      }
    });
  });
}
