import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { uploaded } from './advance-upload.ts';
import type { Searching } from './checkpoint.ts';
import { openSession } from './open-session.ts';
import { searchChannel } from './search-channel.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Goes on after a lost session: with its video if that is on the channel; otherwise with a new session, or not at all if
 * YouTube has refused the old one.
 * @throws PlatformError `unknown` when the channel does not give a clear answer; the refusal
 */
export async function findDuplicate(context: YoutubeContext, searching: Searching): Promise<StepResult> {
  const found = await searchChannel(context, searching);
  if (found.kind === 'video') return uploaded(context, found.videoId, searching.goLiveAt);
  if (found.kind === 'look-again') {
    return { state: 'uploading', checkpoint: found.checkpoint, bytesSent: 0, pauseSeconds: found.waitSeconds };
  }
  const { refusal } = searching;
  if (refusal) throw new PlatformError('rejected', refusal.code, refusal.message);
  return openSession(context, searching);
}
