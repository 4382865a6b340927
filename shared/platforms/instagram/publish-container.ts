import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import type { Publishing, Ready, Searching } from './checkpoint.ts';
import { beginLive } from './finish-post.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { InstagramError } from './instagram-error.ts';
import { readContainer } from './read-container.ts';

/** A container that is not published must say so this often, over this time, before it is published again. */
const denialsNeeded = 2;
const denialMs = 60_000;
const denialSeconds = 30;
const maxTries = 3;

const Published = z.object({ id: z.string().min(1) });

/** Notes that publishing is tried next: whoever finds this must ask Instagram first. */
export function intendToPublish(
  { step }: InstagramContext,
  { containerId, containers, copyrightMatch, newestMediaId }: Ready,
): StepResult {
  const now = step.now();
  const checkpoint: Publishing = {
    phase: 'publishing',
    ...{ containerId, containers, copyrightMatch, newestMediaId },
    ...{ firstTriedAt: now, triedAt: now, tries: 1, denials: 0 },
  };
  return goOnAfter(0, checkpoint);
}

/**
 * The only step that cannot be taken back. Its outcome is believed when Instagram says a clear yes or no; everything
 * else is found out by asking, never by trying again at once.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media_publish
 */
export async function publishContainer(context: InstagramContext, publishing: Publishing): Promise<StepResult> {
  const { step } = context;
  if (step.resumed) return askOutcome(context, publishing);
  const parameters = { creation_id: publishing.containerId };
  const call = { method: 'POST', path: `${step.account.remoteId}/media_publish`, parameters } as const;
  try {
    const { id } = await callGraph(context, call, Published);
    return beginLive(context, id, publishing.copyrightMatch);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (isNotReady(error)) return backToPreparing(publishing);
    if (isUnclear(error)) return goOnAfter(denialSeconds, publishing);
    if (error.kind === 'rejected') return believeRefusal(context, publishing, error);
    throw error;
  }
}

/** A no may come from something in between although the post is out: the container decides. */
async function believeRefusal(context: InstagramContext, publishing: Publishing, refusal: PlatformError) {
  const state = await readContainer(context, publishing.containerId).catch((error: unknown) => {
    if (error instanceof PlatformError) return undefined;
    throw error;
  });
  if (!state) return goOnAfter(denialSeconds, publishing);
  if (state.status_code === 'PUBLISHED') return search(publishing, 'published');
  throw refusal;
}

/** Asks the container what became of a try to publish it. */
async function askOutcome(context: InstagramContext, publishing: Publishing): Promise<StepResult> {
  const { containerId } = publishing;
  const state = await readContainer(context, containerId).catch((error: unknown) => {
    if (isUnknownThing(error)) return { status_code: 'UNKNOWN' } as const;
    throw error;
  });
  switch (state.status_code) {
    case 'PUBLISHED':
      return search(publishing, 'published');
    case 'FINISHED':
      return afterDenial(context, { ...publishing, denials: publishing.denials + 1 });
    case 'IN_PROGRESS':
      return goOnAfter(denialSeconds, publishing);
    case 'EXPIRED':
    case 'ERROR':
      return search(publishing, 'unpublished');
    case 'UNKNOWN':
      return search(publishing, 'unclear');
  }
}

/** Not published, and that for a while: the same container again, which cannot become two posts. */
function afterDenial({ step }: InstagramContext, publishing: Publishing): StepResult {
  const now = step.now();
  const isSure = publishing.denials >= denialsNeeded && now - publishing.triedAt >= denialMs;
  if (!isSure) return goOnAfter(denialSeconds, publishing);
  if (publishing.tries >= maxTries) return search(publishing, 'unclear');
  return goOnAfter(0, { ...publishing, tries: publishing.tries + 1, triedAt: now, denials: 0 });
}

function search(publishing: Publishing, verdict: Searching['verdict']): StepResult {
  const { containerId, containers, copyrightMatch, newestMediaId, firstTriedAt } = publishing;
  const known = { containerId, containers, copyrightMatch, newestMediaId, firstTriedAt };
  return goOnAfter(0, { phase: 'searching', ...known, looks: 0, verdict });
}

function backToPreparing({ containerId, containers }: Publishing): StepResult {
  return goOnAfter(10, { phase: 'preparing', containerId, containers, polls: 2 });
}

function isNotReady(error: PlatformError): boolean {
  return error instanceof InstagramError && error.graph.subcode === 2207027;
}

/** No answer, trouble on the other side, or "no such container", which is also said of one that was just used up. */
function isUnclear(error: PlatformError): boolean {
  return error.kind === 'transient' || (error instanceof InstagramError && saysNoContainer(error));
}

function saysNoContainer({ graph }: InstagramError): boolean {
  return graph.code === 24 || graph.subcode === 2207008 || graph.subcode === 2207006;
}

/** The container is not there, or not shown. */
function isUnknownThing(error: unknown): boolean {
  return error instanceof InstagramError && (error.graph.subcode === 33 || saysNoContainer(error));
}
