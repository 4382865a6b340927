import type { Clock } from '../domain/clock.ts';
import { PlatformError, type Publisher, type PublishStep } from '../domain/posts/publisher.ts';
import type { PostLease } from './post-lease.ts';
import { StepFailedError } from './step-failed-error.ts';

/** A platform that answers without anything moving is having trouble. */
const maxIdleSteps = 3;

export interface StepsOptions {
  readonly publisher: Required<Publisher>;
  readonly lease: PostLease;
  readonly clock: Clock;
  readonly step: Pick<PublishStep, 'source' | 'assets' | 'account' | 'dueAt' | 'accessToken'>;
  /** Aborts at the latest end of a step and when the lease is lost. */
  readonly signal: AbortSignal;
  /** No step is begun after this time, epoch ms. */
  readonly startUntil: number;
}

/**
 * One call of a publisher, from where the last one ended.
 * @param isMoving whether earlier steps of this turn got somewhere
 * @returns `cut` when the time was up in the middle of a step of a turn that is moving
 * @throws StepFailedError when the platform's code failed; LeaseLostError
 */
export async function takeStep<Result>(
  { lease, clock, step, signal }: StepsOptions,
  position: Pick<PublishStep, 'checkpoint' | 'bytesSent' | 'resumed'>,
  isMoving: boolean,
  call: (step: PublishStep) => Promise<Result>,
): Promise<Result | 'cut'> {
  const { checkpoint, bytesSent, resumed } = position;
  const { request } = lease.row;
  try {
    return await call({ ...step, checkpoint, bytesSent, resumed, request, signal, now: () => clock.now() });
  } catch (error) {
    // Nothing may be written about a step that another worker may be repeating by now.
    lease.lost.throwIfAborted();
    if (!signal.aborted) throw new StepFailedError(error);
    if (isMoving) return 'cut';
    throw new StepFailedError(tookTooLong(error));
  }
}

/** @param idleSteps steps in a row after which everything was as before. @throws StepFailedError */
export function assertMoving(idleSteps: number): void {
  if (idleSteps < maxIdleSteps) return;
  const message = 'The platform answers, but nothing moves. Hopper tries again by itself.';
  throw new StepFailedError(new PlatformError('transient', 'no_progress', message));
}

function tookTooLong(cause: unknown): PlatformError {
  const message = 'The platform took too long. Hopper tries again by itself.';
  return new PlatformError('transient', 'too_slow', message, { cause });
}
