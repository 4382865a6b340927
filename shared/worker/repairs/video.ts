import type { DueWork } from '../../domain/posts/work-index.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';
import { type DeletionRepairDeps, finishDeletion } from './deletion.ts';
import { type RetentionDeps, retireMedia } from './retention.ts';
import { abandonUpload, type UploadRepairDeps } from './upload.ts';

export interface VideoRepairDeps extends UploadRepairDeps, DeletionRepairDeps, Omit<RetentionDeps, 'posts' | 'media'> {
  readonly videos: Pick<VideoStore, 'find' | 'remove'>;
}

/** Does what a video needs whose look has come. */
export type VideoRepair = (
  work: Extract<DueWork, { kind: 'video' }>,
) => Promise<'abandoned' | 'deleted' | 'retired' | 'looked'>;

/** The row of a video decides what it needs, not why the look was set. */
export function createVideoRepair(deps: VideoRepairDeps): VideoRepair {
  return async (work) => {
    const video = await deps.videos.find(work.ownerId, work.videoId);
    if (!video) return 'looked';
    if (video.deletingAt !== null) return finishDeletion(deps, work, video);
    if (video.state === 'receiving') return abandonUpload(deps, work, video);
    return retireMedia(deps, work, video);
  };
}
