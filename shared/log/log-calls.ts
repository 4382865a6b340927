import type { PlatformCall } from '../domain/posts/platform-call.ts';
import type { WorkerLog } from '../worker/worker-log.ts';

/** Listens to calls to a platform, each of which becomes a line of the log. */
export function logCalls(log: Pick<WorkerLog, 'info'>): (call: PlatformCall) => void {
  return (call) => log.info('platform call', { call });
}
