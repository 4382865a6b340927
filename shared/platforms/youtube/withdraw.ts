import type { WithdrawResult } from '../../domain/posts/publisher.ts';
import { beginSearch } from './advance-upload.ts';
import { beginProcessing } from './begin-processing.ts';
import type { Searching, Uploading, YoutubeCheckpoint } from './checkpoint.ts';
import { giveUpSession } from './give-up-session.ts';
import { searchChannel } from './search-channel.ts';
import { withdrawVideo } from './withdraw-video.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * One step of taking a post back. First it must be known whether its video exists: the session is asked, or the channel
 * searched; its id is stored before it is deleted. Every step can be repeated from its checkpoint.
 * @throws PlatformError `unknown` when a person has to look
 */
export async function withdraw(context: YoutubeContext, checkpoint: YoutubeCheckpoint): Promise<WithdrawResult> {
  switch (checkpoint?.phase) {
    case undefined:
      // A session whose address was not stored is forgotten: without its bytes it makes nothing.
      return { state: 'withdrawn' };
    case 'uploading':
      return withdrawUpload(context, checkpoint);
    case 'searching':
      return withdrawSearched(context, checkpoint);
    case 'processing':
      return withdrawVideo(context, checkpoint);
  }
}

async function withdrawUpload(context: YoutubeContext, uploading: Uploading): Promise<WithdrawResult> {
  const answer = await giveUpSession(context, uploading);
  switch (answer.kind) {
    case 'given-up':
      return { state: 'withdrawn' };
    case 'complete':
      return goOn(beginProcessing(context, answer.videoId, uploading.goLiveAt));
    case 'gone':
      return goOn(beginSearch(uploading, null));
    case 'refused':
      return goOn(beginSearch(uploading, answer.refusal));
  }
}

async function withdrawSearched(context: YoutubeContext, searching: Searching): Promise<WithdrawResult> {
  const found = await searchChannel(context, searching);
  switch (found.kind) {
    case 'video':
      return goOn(beginProcessing(context, found.videoId, searching.goLiveAt));
    case 'look-again':
      return goOn(found.checkpoint, found.waitSeconds);
    case 'nothing':
      return { state: 'withdrawn' };
  }
}

function goOn(checkpoint: YoutubeCheckpoint, waitSeconds = 0): WithdrawResult {
  return { state: 'withdrawing', checkpoint, waitSeconds };
}
