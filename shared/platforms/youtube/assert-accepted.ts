import { PlatformError } from '../../domain/posts/publisher.ts';
import { textOfFailure, textOfRejection } from './outcome-texts.ts';
import type { Video } from './read-video.ts';

/** @throws PlatformError `rejected` when YouTube could not process it or does not want it; `unknown` when it is gone */
export function assertAccepted({ status, processingDetails }: Video): void {
  if (status.uploadStatus === 'deleted') throw deletedThere();
  if (status.uploadStatus === 'rejected') throw refused(status.rejectionReason, textOfRejection);
  // "terminated" only means that the details are not available any more.
  const isFailed = status.uploadStatus === 'failed' || processingDetails?.processingStatus === 'failed';
  if (isFailed) throw refused(status.failureReason ?? processingDetails?.processingFailureReason, textOfFailure);
}

function refused(reason = 'unknown', textOf: (reason: string) => string): PlatformError {
  return new PlatformError('rejected', `video_${reason}`, textOf(reason));
}

/**
 * Deleted there, or hidden from us: YouTube says the same of both. A failed post would be taken up by the next order to
 * post, so that a video could come out twice, or against the will of whoever deleted it: its owner decides.
 */
export function deletedThere(): PlatformError {
  const message = 'YouTube took the video and does not show it any more. Look at the channel whether it was deleted.';
  return new PlatformError('unknown', 'video_deleted', message);
}
