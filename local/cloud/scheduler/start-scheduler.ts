import { openDatabase } from '../json-service/open-database.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { openClientTokens } from './client-tokens.ts';
import type { Delivery } from './delivery.ts';
import { createDispatcher } from './dispatcher.ts';
import { openGroupStore } from './group-store.ts';
import { openInvocationStore } from './invocation-store.ts';
import { groupOperations } from './operations/groups.ts';
import { listOperations } from './operations/lists.ts';
import { scheduleOperations } from './operations/schedules.ts';
import { restProtocol } from './rest-protocol.ts';
import { openScheduleStore } from './schedule-store.ts';
import { schedulerSchema } from './scheduler-schema.ts';

export interface SchedulerOptions extends ServiceOptions {
  /** Folder for `scheduler.db`. */
  dataDir: string;
  /** Brings an occurrence to its target; rejects when that failed, which leads to another attempt later. */
  deliver(delivery: Delivery): Promise<void>;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
}

export interface RunningScheduler extends RunningService {
  /** Looks at once what is due: for whoever moves the clock that was given as `now`. */
  wake(): void;
}

/**
 * Starts a server that speaks the protocol of EventBridge Scheduler and delivers what comes due, at least once, also
 * what came due while it was not running.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/Welcome.html
 */
export async function startScheduler(options: SchedulerOptions): Promise<RunningScheduler> {
  const { dataDir, deliver, now = Date.now } = options;
  const database = openDatabase(dataDir, 'scheduler.db', schedulerSchema);
  const schedules = openScheduleStore(database);
  const invocations = openInvocationStore(database);
  const dispatcher = createDispatcher({ database, schedules, invocations, deliver, now });
  const groups = openGroupStore(database, now);
  const context = {
    groups,
    schedules,
    invocations,
    tokens: openClientTokens(database, now),
    wake: dispatcher.wake,
    now,
  };
  const operations = { ...scheduleOperations(context), ...listOperations(context), ...groupOperations(context) };
  const service = await withDatabase(database, async () => {
    const http = await startHttpService(restProtocol(operations), options);
    return { url: http.url, close: async () => void (await Promise.all([http.close(), dispatcher.close()])) };
  });
  dispatcher.wake();
  return { ...service, wake: dispatcher.wake };
}
