import type { Clock } from '../../domain/clock.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { type ForgetVideoDeps, forgetVideo } from '../../domain/videos/forget-video.ts';
import { nextVideoLook } from '../../domain/videos/next-video-look.ts';
import type { VideoRecord } from '../../domain/videos/video.ts';

export interface UploadRepairDeps extends ForgetVideoDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly clock: Clock;
}

/** Gives up an upload that was not finished in time. */
export async function abandonUpload(
  deps: UploadRepairDeps,
  work: DueWork,
  video: VideoRecord,
): Promise<'abandoned' | 'looked'> {
  const endsAt = nextVideoLook(video);
  if (endsAt > deps.clock.now()) {
    await deps.work.postpone(work, endsAt);
    return 'looked';
  }
  await forgetVideo(deps, video);
  return 'abandoned';
}
