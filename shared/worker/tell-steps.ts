import { hasCheckpoint } from '../domain/posts/build-post.ts';
import type { Post } from '../domain/posts/post.ts';
import {
  PlatformError,
  type Publisher,
  type PublishStep,
  type StepResult,
  type WithdrawResult,
} from '../domain/posts/publisher.ts';
import type { Timeline } from './timeline.ts';

/** A publisher that tells a timeline what its steps achieve. */
export interface TellingPublisher extends Required<Publisher> {
  /** Tells what has arrived since the last event; at the end of a turn. */
  endOfTurn(): void;
}

/** @param post as it was claimed */
export function tellSteps(publisher: Publisher, timeline: Timeline, post: Post): TellingPublisher {
  let told = post.bytesSent;
  let arrived = told;
  let isUploading = post.state === 'uploading';

  /** Once a turn: every event is a write, and a turn is two minutes at most. */
  function tellBytes(): void {
    // A platform may have less than was thought.
    told = Math.min(told, arrived);
    if (arrived === told) return;
    timeline.note('bytes_sent', { bytes: { from: told, to: arrived, total: post.sizeBytes } });
    told = arrived;
  }

  function tell(step: PublishStep, result: StepResult): void {
    if (!hasCheckpoint(step) && result.state !== 'published') timeline.note('session_opened');
    if (result.state === 'uploading') {
      isUploading = true;
      arrived = result.bytesSent;
      return;
    }
    // Whoever is done with uploading has all the bytes, unless the platform fetches them now.
    const known = result.state === 'processing' ? result.bytesSent : undefined;
    if (isUploading) arrived = known ?? post.sizeBytes;
    isUploading = known !== undefined;
    tellBytes();
    timeline.note(result.state, factsOf(result));
  }

  return {
    async advance(step) {
      const result = await publisher.advance({ ...step, trace: timeline.trace });
      tell(step, result);
      return result;
    },
    async withdraw(step) {
      const result = await withdrawFrom(publisher, { ...step, trace: timeline.trace });
      if (result.state !== 'withdrawing') timeline.note(result.state === 'withdrawn' ? 'withdrawn' : 'too_late');
      return result;
    },
    endOfTurn: tellBytes,
  };
}

/** @throws PlatformError `unknown` where nothing can be taken back: a person must look */
async function withdrawFrom(publisher: Publisher, step: PublishStep): Promise<WithdrawResult> {
  if (publisher.withdraw) return publisher.withdraw(step);
  throw new PlatformError('unknown', 'stopped_by_user', 'You stopped this post after it had begun.');
}

function factsOf(result: Exclude<StepResult, { readonly state: 'uploading' }>) {
  switch (result.state) {
    case 'processing':
      return { remoteId: result.remoteId ?? null };
    case 'ready':
      return { until: result.goLiveAt };
    case 'published':
      return { remoteId: result.remoteId, error: result.notice ?? null };
  }
}
