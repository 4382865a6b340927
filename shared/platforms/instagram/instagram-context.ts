import type { PublishStep, StepResult } from '../../domain/posts/publisher.ts';
import type { Send } from '../send.ts';
import type { InstagramAddresses, InstagramVariant } from './addresses.ts';
import type { InstagramCheckpoint } from './checkpoint.ts';
import type { InstagramRequest } from './request.ts';

/** What every call of a step uses. */
export interface InstagramContext {
  readonly step: PublishStep;
  readonly send: Send;
  readonly addresses: InstagramAddresses;
  readonly variant: InstagramVariant;
  readonly request: InstagramRequest;
}

/** The next step comes after a while; 0 = at once, by the same worker, after the checkpoint is stored. */
export function goOnAfter(pollAfterSeconds: number, checkpoint: NonNullable<InstagramCheckpoint>): StepResult {
  if (checkpoint.phase !== 'live') return { state: 'processing', checkpoint, pollAfterSeconds };
  return { state: 'processing', checkpoint, pollAfterSeconds, remoteId: checkpoint.mediaId };
}
