import type { Clock } from '../domain/clock.ts';
import type { WorkerLog } from './worker-log.ts';

interface HidingDeps {
  /** @param seconds from now, whole */
  readonly hide: (seconds: number) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<WorkerLog, 'warn'>;
}

/**
 * Hides a hint that is being worked on: a worker that dies gives it back one second after its lease. Nothing hangs on it.
 * @param leaseUntil epoch ms
 * @param facts what the log says when it fails
 */
export function hideHint({ hide, clock, log }: HidingDeps, leaseUntil: number, facts: object): void {
  const seconds = Math.max(0, Math.ceil((leaseUntil - clock.now()) / 1000) + 1);
  hide(seconds).catch((error: unknown) => log.warn('hint not hidden', { ...facts, error }));
}
