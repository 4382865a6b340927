import { isVisible, type Video } from './video.ts';

interface LifeEvent {
  readonly atMs: number;
  readonly apply: (video: Video) => Video;
}

/**
 * Lets everything happen to a video that the clock has made due, in the order of the instants.
 * @returns the same object when nothing was due; undefined when its owner has deleted it
 */
export function advanceVideo(video: Video, nowMs: number): Video | undefined {
  if (video.fate?.outcome === 'deleted' && video.fate.atMs <= nowMs) return undefined;
  return listEvents(video)
    .filter((event) => event.atMs <= nowMs)
    .sort((first, second) => first.atMs - second.atMs)
    .reduce((current, event) => event.apply(current), video);
}

/** The next instant at which something happens by itself; null when nothing will. */
export function findNextEventMs(video: Video): number | null {
  const instants = listEvents(video).map((event) => event.atMs);
  if (video.fate?.outcome === 'deleted') instants.push(video.fate.atMs);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Notes since when others can see the video, the first time they can. */
export function noteVisibility(video: Video, sinceMs: number): Video {
  return isVisible(video) && video.visibleSinceMs === null ? { ...video, visibleSinceMs: sinceMs } : video;
}

function listEvents(video: Video): LifeEvent[] {
  const { metadata, fate } = video;
  const events: LifeEvent[] = [];
  const stuck = fate?.outcome === 'stuck' && fate.polls > 0;
  if (video.uploadStatus === 'uploaded' && !stuck) events.push({ atMs: video.processedAtMs, apply: finishProcessing });
  if (fate?.outcome === 'rejected' && video.uploadStatus !== 'rejected') {
    const rejectionReason = fate.reason ?? 'duplicate';
    events.push({
      atMs: fate.atMs,
      apply: (current) => ({ ...current, uploadStatus: 'rejected', rejectionReason }),
    });
  }
  const { publishAtMs } = metadata;
  const dead = video.uploadStatus === 'failed' || video.uploadStatus === 'rejected';
  if (publishAtMs !== null && !dead) {
    // A past schedule publishes at once: when it was set, and not before.
    const atMs = Math.max(publishAtMs, video.scheduleSetAtMs ?? video.uploadedAtMs);
    events.push({ atMs, apply: (current) => publish(current, publishAtMs, atMs) });
  }
  return events;
}

function finishProcessing(video: Video): Video {
  const { fate } = video;
  if (video.uploadStatus !== 'uploaded') return video;
  if (video.bytes === 0 || fate?.outcome === 'failed') {
    return {
      ...video,
      uploadStatus: 'failed',
      failureReason: video.bytes === 0 ? 'emptyFile' : (fate?.reason ?? 'conversion'),
      processingStatus: 'failed',
      processingFailureReason: 'transcodeFailed',
    };
  }
  const processingStatus = fate?.outcome === 'terminated' ? 'terminated' : 'succeeded';
  return { ...video, uploadStatus: 'processed', processingStatus };
}

function publish(video: Video, publishAtMs: number, atMs: number): Video {
  if (video.uploadStatus === 'failed' || video.uploadStatus === 'rejected') return video;
  const published: Video = {
    ...video,
    publishedAtMs: atMs,
    scheduledAtMs: publishAtMs,
    metadata: { ...video.metadata, privacy: 'public', publishAtMs: null },
  };
  return noteVisibility(published, atMs);
}
