import type { Publisher, PublishStep, StepResult } from '../../domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { traced } from '../traced.ts';
import { readYoutubeAddresses, type YoutubeAddresses } from './addresses.ts';
import { advanceUpload } from './advance-upload.ts';
import { YoutubeCheckpoint } from './checkpoint.ts';
import { findDuplicate } from './find-duplicate.ts';
import { giveExtra, nextExtra } from './give-extra.ts';
import { openSession } from './open-session.ts';
import { pollVideo } from './poll-video.ts';
import { isRetimed, retimeVideo } from './retime-video.ts';
import { withdraw } from './withdraw.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * YouTube: session → chunks → thumbnail, captions → processed → (due) → playlists → out. The session address is in the
 * checkpoint before the first byte is sent, and whoever comes after finishes that same session. What comes after the
 * video's last byte can fail without the video being touched. A time that was changed meanwhile goes before all of it.
 */
export function createYoutubePublisher(
  addresses: YoutubeAddresses = readYoutubeAddresses(),
  send: Send = sendOverHttp,
): Publisher {
  const contextOf = (step: PublishStep) => ({ step, send: traced(send, step.trace, step.now), addresses });
  return {
    advance: (step) => advanceFrom(checkpointOf(step), contextOf(step)),
    withdraw: (step) => withdraw(contextOf(step), checkpointOf(step)),
  };
}

function checkpointOf(step: PublishStep): YoutubeCheckpoint {
  return YoutubeCheckpoint.parse(step.checkpoint ?? null);
}

function advanceFrom(checkpoint: YoutubeCheckpoint, context: YoutubeContext): Promise<StepResult> {
  switch (checkpoint?.phase) {
    case undefined:
      return openSession(context, null);
    case 'uploading':
      return advanceUpload(context, checkpoint);
    case 'searching':
      return findDuplicate(context, checkpoint);
    case 'processing': {
      if (isRetimed(checkpoint, context.step.dueAt)) return retimeVideo(context, checkpoint);
      const extra = nextExtra(checkpoint, context.step.now());
      return extra ? giveExtra(context, checkpoint, extra) : pollVideo(context, checkpoint);
    }
  }
}
