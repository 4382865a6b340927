import { PlatformError } from '../../domain/posts/publisher.ts';
import type { Processing } from './checkpoint.ts';
import { YoutubeRequest } from './request.ts';
import type { YoutubeContext } from './youtube-context.ts';

const permission =
  'Hopper was not given the permission for it. Connect the account again and allow everything, or do it in YouTube Studio.';

/**
 * Does something to a video that waits at YouTube. What goes wrong says that the video is still there. A refusal, and a
 * permission that was not given, is nothing that waiting mends: a person decides.
 * @param what is done, such as `change its time`
 * @throws PlatformError never `rejected`: the video exists
 */
export async function doWithStanding<T>(
  { step }: YoutubeContext,
  { goLiveAt }: Processing,
  what: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    step.signal.throwIfAborted();
    if (!(error instanceof PlatformError)) throw error;
    const opensAt = YoutubeRequest.parse(step.request).visibility === 'public' ? goLiveAt : null;
    throw explain(error, what, opensAt);
  }
}

function explain(error: PlatformError, what: string, opensAt: number | null): PlatformError {
  const { kind, causeCode, userMessage, retryAfterSeconds } = error;
  const until = opensAt === null ? '' : ` and opens at ${toWords(opensAt)}`;
  const standing = `The video is at YouTube${until}: Hopper could not ${what}.`;
  const options = { ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), cause: error };
  if (causeCode === 'insufficientPermissions') {
    return new PlatformError('unknown', causeCode, `${standing} ${permission}`, options);
  }
  if (kind === 'rejected' || kind === 'unknown') {
    return new PlatformError('unknown', causeCode, `${standing} ${userMessage} Do it in YouTube Studio.`, options);
  }
  return new PlatformError(kind, causeCode, `${standing} ${userMessage}`, options);
}

/** `2026-11-22 10:00:00 UTC` */
function toWords(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
