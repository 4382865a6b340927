import { assertTakable } from '../../shared/domain/videos/check-settings.ts';
import { mergeSettings } from '../../shared/domain/videos/merge-settings.ts';
import { editVideo } from './edit-video.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** Changes what a video says at its destinations. A field set to null goes back to its default. */
export const updateVideo: VideosEndpoint<'updateVideo'> = async ({ params, body }, context, deps) => {
  const { caller, ifMatch, now } = context;
  const { view } = await editVideo(deps, {
    ownerId: caller.userId,
    videoId: params.videoId,
    ifMatch,
    now,
    decide: (video, owner) => {
      const settings = mergeSettings(video.settings, body);
      assertTakable(video, { settings }, owner);
      return { settings };
    },
  });
  return view;
};
