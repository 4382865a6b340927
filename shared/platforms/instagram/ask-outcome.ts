import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { Publishing, Searching } from './checkpoint.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { isUnknownThing } from './instagram-error.ts';
import { readContainer } from './read-container.ts';

/** A container that is not published must say so this often, over this time, before that is believed. */
const denialsNeeded = 2;
const denialMs = 60_000;
export const lookAgainSeconds = 30;
/**
 * Tries without a clear answer. Each is of the same container, which Instagram said was not published, and which cannot
 * become two posts: a bad hour of Instagram is no person's affair.
 */
const maxTries = 10;

/** What a container says about a try to publish it. */
type Outcome = 'published' | 'not-published' | 'busy' | 'gone' | 'hidden';

/**
 * Finds out what became of a try to publish.
 * @throws PlatformError the refusal, once it is sure that nothing is out and as long as its time is not over
 */
export async function askOutcome(context: InstagramContext, publishing: Publishing): Promise<StepResult> {
  switch (await readOutcome(context, publishing)) {
    case 'published':
      return search(publishing, 'published');
    case 'not-published':
      return afterDenial(context, { ...publishing, denials: publishing.denials + 1 });
    case 'busy':
      return goOnAfter(lookAgainSeconds, publishing);
    case 'gone':
      return search(publishing, publishing.refusal?.kind === 'rejected' ? 'refused' : 'unpublished');
    case 'hidden':
      return search(publishing, 'unclear');
  }
}

/** @throws PlatformError never `rejected`: that Instagram does not tell says nothing about whether the post is out */
export async function readOutcome(context: InstagramContext, { containerId }: Publishing): Promise<Outcome> {
  const state = await readContainer(context, containerId).catch((error: unknown) => {
    if (isUnknownThing(error)) return { status_code: 'UNKNOWN' } as const;
    throw error instanceof PlatformError && error.kind === 'rejected' ? untold(error) : error;
  });
  const outcomes = {
    PUBLISHED: 'published',
    FINISHED: 'not-published',
    IN_PROGRESS: 'busy',
    EXPIRED: 'gone',
    ERROR: 'gone',
    UNKNOWN: 'hidden',
  } as const;
  return outcomes[state.status_code];
}

/** Whether a container has said often and long enough that it is not published. */
export function isSureDenial({ step }: InstagramContext, { denials, triedAt }: Publishing): boolean {
  return denials >= denialsNeeded && step.now() - triedAt >= denialMs;
}

/** Not published, and that for a while: the same container again, which cannot become two posts. */
function afterDenial(context: InstagramContext, publishing: Publishing): StepResult {
  const { refusal, tries, triedAt } = publishing;
  const now = context.step.now();
  if (!isSureDenial(context, publishing)) return goOnAfter(lookAgainSeconds, publishing);
  if (refusal?.kind === 'rejected') return search(publishing, 'refused');
  const waitMs = refusal ? triedAt + refusal.waitSeconds * 1000 - now : 0;
  if (refusal && waitMs > 0) {
    throw new PlatformError(refusal.kind, refusal.code, refusal.message, {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
  if (!refusal && tries >= maxTries) return search(publishing, 'unclear');
  // A clear no is no try without an answer.
  const next = { tries: refusal ? tries : tries + 1, triedAt: now, denials: 0, refusal: null };
  return goOnAfter(0, { ...publishing, ...next });
}

function search(publishing: Publishing, verdict: Searching['verdict']): StepResult {
  const { tries: _tries, denials: _denials, triedAt: _triedAt, ...known } = publishing;
  return goOnAfter(0, { ...known, phase: 'searching', looks: 0, verdict });
}

function untold(cause: PlatformError): PlatformError {
  const text = 'Instagram does not tell Hopper whether the video is out. Look at the account.';
  return new PlatformError('unknown', cause.causeCode, text, { cause });
}
