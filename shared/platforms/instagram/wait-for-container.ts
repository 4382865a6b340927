import type { StepResult } from '../../domain/posts/publisher.ts';
import type { Preparing } from './checkpoint.ts';

/** The next look at a container comes after a while. What Instagram fetches by itself it may not have yet. */
export function waitForContainer(preparing: Preparing, pollAfterSeconds: number): StepResult {
  const result = { state: 'processing', checkpoint: preparing, pollAfterSeconds } as const;
  return preparing.isFetched ? { ...result, bytesSent: 0 } : result;
}
