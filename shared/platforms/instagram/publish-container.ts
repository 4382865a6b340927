import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { askOutcome, lookAgainSeconds } from './ask-outcome.ts';
import { callGraph } from './call-graph.ts';
import type { Publishing, Ready, Refusal } from './checkpoint.ts';
import { beginLive } from './finish-post.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { InstagramError, saysNoContainer } from './instagram-error.ts';

const Published = z.object({ id: z.string().min(1) });

/** Notes that publishing is tried next: whoever finds this must ask Instagram first. */
export function intendToPublish(
  { step }: InstagramContext,
  { containerId, containers, madeAt, copyrightMatch, newestMediaId }: Ready,
): StepResult {
  const now = step.now();
  const checkpoint: Publishing = {
    phase: 'publishing',
    ...{ containerId, containers, madeAt, copyrightMatch, newestMediaId },
    ...{ firstTriedAt: now, triedAt: now, tries: 1, denials: 0, refusal: null },
  };
  return goOnAfter(0, checkpoint);
}

/**
 * The only step that cannot be taken back. A yes is believed at once. Everything else is found out by asking, never by
 * trying again at once: a no may come from something in between, or from Instagram itself, although the post is out.
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
    if (error.kind === 'reauthorize') throw error;
    return goOnAfter(lookAgainSeconds, { ...publishing, refusal: toRefusal(error) });
  }
}

/** @returns null for no answer, trouble on the other side, or "no such container", which is also said of a used one */
function toRefusal(error: PlatformError): Refusal | null {
  const { kind, causeCode: code, userMessage: message, retryAfterSeconds: waitSeconds = 0 } = error;
  // "Not ready": to be tried again as soon as the container is.
  if (isNotReady(error)) return { kind: 'rate_limited', code, message, waitSeconds: 0 };
  if (error instanceof InstagramError && saysNoContainer(error)) return null;
  if (kind !== 'rejected' && kind !== 'quota' && kind !== 'rate_limited') return null;
  return { kind, code, message, waitSeconds };
}

function isNotReady(error: PlatformError): boolean {
  return error instanceof InstagramError && error.graph.subcode === 2207027;
}
