import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { assertRoom } from './check-room.ts';
import type { Preparing, Ready } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { meaningOfSubcode } from './error-table.ts';
import { holdContainer } from './hold-container.ts';
import type { InstagramContext } from './instagram-context.ts';
import { isUnknownThing } from './instagram-error.ts';
import { findNewest } from './list-media.ts';
import { type ContainerState, readContainer } from './read-container.ts';
import { waitForContainer } from './wait-for-container.ts';

/** Seconds before the next poll, by number of polls; the last one stays. A long wait is no error. */
const pollSeconds = [5, 5, 10, 10, 15, 30, 30, 60, 60, 120, 300] as const;
/** A container that Instagram does not show for this long is given up: nobody has tried to publish it. */
const hiddenMs = 10 * 60_000;
/** Instagram fetches or converts in vain so many times. */
const maxFailures = 3;

/** Asks whether a container can be published. */
export async function pollContainer(context: InstagramContext, preparing: Preparing): Promise<StepResult> {
  const now = context.step.now();
  const state = await readContainer(context, preparing.containerId).catch((error: unknown) => {
    if (isUnknownThing(error) && now - preparing.seenAt > hiddenMs) return undefined;
    throw error;
  });
  if (!state) return createContainer(context, preparing.containers);
  return afterPreparing(context, { ...preparing, seenAt: now }, state);
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
      const seconds = pollSeconds[Math.min(polls, pollSeconds.length - 1)] ?? 300;
      return waitForContainer({ ...preparing, polls }, seconds);
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

/** Before publishing: which post is the newest now, and is there room today? Room counts at the time of publishing. */
async function becomeReady(
  context: InstagramContext,
  { containerId, containers, madeAt }: Preparing,
  state: ContainerState,
): Promise<StepResult> {
  const { step } = context;
  if (step.dueAt === null || step.dueAt <= step.now()) await assertRoom(context);
  const ready: Ready = {
    phase: 'ready',
    ...{ containerId, containers, madeAt },
    copyrightMatch: state.copyright_check_status?.matches_found ?? false,
    newestMediaId: await findNewest(context),
  };
  return holdContainer(context, ready);
}

/** Nothing is out: what may heal is tried with a new container, everything else is a definite end. */
function afterFailure(context: InstagramContext, { containers }: Preparing, { status }: ContainerState) {
  const subcode = Number(/\b(22\d{5})\b/.exec(status)?.[1] ?? 0);
  const meaning = meaningOfSubcode(subcode);
  if (meaning.kind !== 'rejected' && containers < maxFailures) return createContainer(context, containers);
  throw new PlatformError('rejected', `container_${subcode || 'error'}`, endedText(meaning));
}

function endedText({ kind, message }: ReturnType<typeof meaningOfSubcode>): string {
  if (kind === 'rejected') return message;
  return 'Instagram could not take over the video, several times. Look whether the file plays, then try again.';
}

function foreignPublish(): PlatformError {
  return new PlatformError(
    'unknown',
    'published_elsewhere',
    'Instagram says that this video is published, but not by this post of Hopper. Look at the account.',
  );
}
