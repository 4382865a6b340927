import type { StepResult } from '../../domain/posts/publisher.ts';
import type { Ready } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { intendToPublish } from './publish-container.ts';
import { instagramTiming } from './timing.ts';
import { toPreparing } from './wait-for-container.ts';

/** A container lives 24 hours; the last one is left to clocks that differ and to workers that are late. */
const usableMs = 23 * 3600_000;

/**
 * Holds a container until its post is due, to be published with one single call then: what Instagram has told about it
 * before is not asked again, because a refusal is looked into anyway. A container that will have ended by then, because
 * the post has got a later time, is kept for the case that it gets an earlier one again, and replaced in time.
 */
export async function holdContainer(context: InstagramContext, ready: Ready): Promise<StepResult> {
  const { step } = context;
  const now = step.now();
  const usableUntil = ready.madeAt + usableMs;
  if (step.dueAt === null || step.dueAt <= now) {
    // Late by hours. That nobody has tried to publish it is sure: the intent is stored before the try.
    if (now > usableUntil) return goOnAfter(0, toPreparing(ready, now));
    return intendToPublish(context, ready);
  }
  if (step.dueAt <= usableUntil) return { state: 'ready', checkpoint: ready, goLiveAt: step.dueAt };
  const renewAt = step.dueAt - instagramTiming.landAheadSeconds(step.source.sizeBytes) * 1000;
  if (now < renewAt) return { state: 'ready', checkpoint: ready, goLiveAt: renewAt };
  // It was not lost: the next one is the first of its kind.
  return createContainer(context);
}
