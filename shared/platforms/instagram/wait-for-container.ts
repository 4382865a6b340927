import type { StepResult } from '../../domain/posts/publisher.ts';
import type { Preparing, Sending } from './checkpoint.ts';

/** The next look at a container comes after a while. What Instagram fetches by itself it may not have yet. */
export function waitForContainer(preparing: Preparing, pollAfterSeconds: number): StepResult {
  const result = { state: 'processing', checkpoint: preparing, pollAfterSeconds } as const;
  return preparing.isFetched ? { ...result, bytesSent: 0 } : result;
}

/** A container from the moment on at which Instagram has its bytes. @param seenAt when Instagram showed it last, epoch ms */
export function toPreparing(
  { containerId, containers, madeAt }: Pick<Sending, 'containerId' | 'containers' | 'madeAt'>,
  seenAt: number,
  isFetched = false,
): Preparing {
  return { phase: 'preparing', containerId, containers, madeAt, isFetched, polls: 0, seenAt };
}
