import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import { quotaOf } from './capabilities.ts';
import type { Preparing, Ready } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { meaningOfSubcode, postsUsedUp } from './error-table.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { findNewest } from './list-media.ts';
import { intendToPublish } from './publish-container.ts';
import { type ContainerState, readContainer } from './read-container.ts';

/** Seconds before the next poll, by number of polls; the last one stays. A long wait is no error. */
const pollSeconds = [5, 5, 10, 10, 15, 30, 30, 60, 60, 120, 300] as const;

/** Asks whether a container can be published. */
export async function pollContainer(context: InstagramContext, preparing: Preparing): Promise<StepResult> {
  return afterPreparing(context, preparing, await readContainer(context, preparing.containerId));
}

/** What comes after what a container says that nobody has tried to publish. */
export async function afterPreparing(
  context: InstagramContext,
  preparing: Preparing,
  state: ContainerState,
): Promise<StepResult> {
  switch (state.status_code) {
    case 'IN_PROGRESS': {
      const polls = preparing.polls + 1;
      return goOnAfter(pollSeconds[Math.min(polls, pollSeconds.length - 1)] ?? 300, { ...preparing, polls });
    }
    case 'FINISHED':
      return becomeReady(context, preparing, state);
    case 'ERROR':
      return afterFailure(context, preparing, state);
    case 'EXPIRED':
      return createContainer(context, preparing.containers);
    case 'PUBLISHED':
      throw foreignPublish();
  }
}

/** Before publishing: is there room today, and which post is the newest now? */
async function becomeReady(
  context: InstagramContext,
  preparing: Preparing,
  state: ContainerState,
): Promise<StepResult> {
  const { step } = context;
  await assertRoom(context);
  const ready: Ready = {
    phase: 'ready',
    containerId: preparing.containerId,
    containers: preparing.containers,
    copyrightMatch: state.copyright_check_status?.matches_found ?? false,
    newestMediaId: await findNewest(context),
  };
  if (step.dueAt !== null && step.dueAt > step.now())
    return { state: 'ready', checkpoint: ready, goLiveAt: step.dueAt };
  return intendToPublish(context, ready);
}

/**
 * At the time of publishing: the container is asked once more, because hours may have passed. That nobody has tried to
 * publish it is sure: the intent is stored before the try.
 */
export async function publishInTime(context: InstagramContext, ready: Ready): Promise<StepResult> {
  const { step } = context;
  if (step.dueAt !== null && step.dueAt > step.now())
    return { state: 'ready', checkpoint: ready, goLiveAt: step.dueAt };
  const state = await readContainer(context, ready.containerId);
  if (state.status_code === 'FINISHED') return intendToPublish(context, ready);
  const { containerId, containers } = ready;
  return afterPreparing(context, { phase: 'preparing', containerId, containers, polls: 0 }, state);
}

/** An account that Instagram says nothing about is not held up: publishing tells. */
async function assertRoom(context: InstagramContext): Promise<void> {
  const path = `${context.step.account.remoteId}/content_publishing_limit`;
  const call = { method: 'GET', path, parameters: { fields: 'quota_usage,config' } } as const;
  const answer = await callGraph(context, call, z.unknown()).catch((error: unknown) => {
    if (error instanceof PlatformError && error.kind !== 'reauthorize') return undefined;
    throw error;
  });
  const quota = quotaOf(answer);
  if (!quota || quota.used < quota.total) return;
  const { kind, message, wait } = postsUsedUp;
  throw new PlatformError(kind, 'posts_used_up', message, { retryAfterSeconds: wait ?? 3600 });
}

/** Nothing is out: what may heal is tried with a new container, everything else is a definite end. */
function afterFailure(context: InstagramContext, { containers }: Preparing, { status }: ContainerState) {
  const subcode = Number(/\b(22\d{5})\b/.exec(status)?.[1] ?? 0);
  const meaning = meaningOfSubcode(subcode);
  if (meaning.kind === 'transient' && containers < maxFailures) return createContainer(context, containers);
  throw new PlatformError('rejected', `container_${subcode || 'error'}`, endedText(meaning));
}

/** Instagram fetches or converts in vain so many times. */
const maxFailures = 3;

function endedText({ kind, message }: ReturnType<typeof meaningOfSubcode>): string {
  if (kind !== 'transient') return message;
  return 'Instagram could not take over the video, several times. Look whether the file plays, then try again.';
}

function foreignPublish(): PlatformError {
  return new PlatformError(
    'unknown',
    'published_elsewhere',
    'Instagram says that this video is published, but not by this post of Hopper. Look at the account.',
  );
}
