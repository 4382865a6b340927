import type { Uploading } from './checkpoint.ts';
import { sendAuthorized } from './send-authorized.ts';
import type { SessionAnswer } from './session-answer.ts';
import { storedSessionUrl } from './session-url.ts';
import { askSession, unfinishedSession } from './upload-bytes.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** What was found when a session should be given up. */
export type GivenUp =
  /** It will not become a video any more. */
  { readonly kind: 'given-up' } | Extract<SessionAnswer, { readonly kind: 'complete' | 'gone' | 'refused' }>;

/**
 * Ends a session that is not complete. It is asked before, because a complete one has become a video, and after, because
 * its last byte may have arrived in between. That a session can be cancelled is not documented for YouTube: where that has no
 * effect, a session without its last byte is simply forgotten.
 * @throws PlatformError `transient` while nobody can tell whether it becomes a video
 */
export async function giveUpSession(context: YoutubeContext, uploading: Uploading): Promise<GivenUp> {
  const before = await askUntold(context, uploading);
  if (before.kind !== 'incomplete') return before;
  const url = storedSessionUrl(context.addresses, uploading.sessionUrl);
  // Whatever it answers: the session itself is asked what came of it.
  await sendAuthorized(context, { method: 'DELETE', url, headers: {}, body: '' });
  const after = await askUntold(context, uploading);
  return after.kind === 'complete' ? after : { kind: 'given-up' };
}

/** @throws PlatformError `transient` when it has every byte but no answer: it may become a video at any moment */
async function askUntold(context: YoutubeContext, uploading: Uploading) {
  const answer = await askSession(context, uploading);
  if (answer.kind === 'token-refused') throw unfinishedSession();
  if (answer.kind === 'incomplete' && answer.storedBytes >= context.step.source.sizeBytes) throw unfinishedSession();
  return answer;
}
