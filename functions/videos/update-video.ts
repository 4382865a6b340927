import { assertTakable } from '../../shared/domain/videos/check-settings.ts';
import { mergeSettings } from '../../shared/domain/videos/merge-settings.ts';
import { editVideo } from './edit-video.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { buildKeptView } from './kept-posts.ts';

/** Changes what a video says at its destinations. A field set to null goes back to its default. */
export const updateVideo: VideosEndpoint<'updateVideo'> = async ({ params, body }, context, deps) => {
  const { caller, ifMatch, now } = context;
  const { scheduled_time, time_zone, disambiguation, ...words } = body;
  const { view, kept } = await editVideo(deps, {
    ownerId: caller.userId,
    videoId: params.videoId,
    ifMatch,
    now,
    when: scheduled_time ? { scheduled_time, time_zone, disambiguation } : toNothing(scheduled_time),
    decide: (video, owner) => {
      const settings = mergeSettings(video.settings, words);
      assertTakable(video, { settings }, owner);
      return { settings };
    },
  });
  return { ...view, kept: kept.map(buildKeptView) };
};

/** An empty time takes the video's time away; a time that is not mentioned stays. */
function toNothing(time: string | null | undefined): null | undefined {
  return time === undefined ? undefined : null;
}
