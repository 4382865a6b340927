import { type Api, api, type Post, type Video } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import { queryClient } from '../../data/query-client.ts';
import { watchForExpiry } from '../../data/session-expiry.ts';
import { refreshVideos, videoQuery } from '../../data/videos.ts';
import { actionTexts as texts } from '../../texts/en/actions.ts';
import type { Tone } from '../../ui/note.tsx';
import { showError, showToast } from '../../ui/toasts.ts';
import { tellRefused } from './tell-refused.ts';
import { isStoppable } from './what-can-be-done.ts';

export type Plan = NonNullable<NonNullable<Parameters<Api['postVideos']>[0]>['body']>;

/** What came of something, where it is not simply good. */
interface Said {
  readonly text: string;
  readonly tone: Tone;
}

/** Does something, says what came of it, and reads the queue anew whatever it was: another tab may have been faster. */
async function act(action: () => Promise<string | Said | undefined>): Promise<void> {
  try {
    const said = await action();
    if (typeof said === 'string') showToast(said, 'good');
    else if (said) showToast(said.text, said.tone);
  } catch (error) {
    watchForExpiry(error);
    showError(error);
  }
  await Promise.all([refreshVideos(queryClient), queryClient.invalidateQueries({ queryKey: ['video'] })]);
}

/** Sends videos on their way as the plan says. */
export async function postVideos(body: Plan): Promise<void> {
  const { message, refused, kept } = await api.postVideos({ body }, { idempotencyKey: crypto.randomUUID() });
  showToast(texts.posted(message), 'good');
  tellRefused([...refused, ...kept]);
  await refreshVideos(queryClient);
}

export const postNow = (videoId: string) =>
  act(async () => {
    await postVideos({ video_ids: [videoId], mode: 'immediate' });
    return undefined;
  });

export const unschedule = (videoId: string) =>
  act(async () => {
    tellRefused((await api.deleteSchedule({ params: { videoId } })).kept);
    return texts.unscheduled;
  });

export const retryVideo = (videoId: string) =>
  act(async () => {
    tellRefused((await api.retryVideo({ params: { videoId } })).refused);
    return texts.retried;
  });

export const retryPost = (videoId: string, postId: string) =>
  act(async () => {
    await api.retryPost({ params: { videoId, postId } });
    return texts.retried;
  });

export const cancelPost = (videoId: string, postId: string) =>
  act(async () => sayCancelled((await api.cancelPost({ params: { videoId, postId } })).outcome));

const worstFirst = ['stopped', 'stopping', 'cancelled'] as const;

/** Whoever has to go and look is not told that all is well. */
const sayCancelled = (outcome: (typeof worstFirst)[number]): Said => ({
  text: texts.cancelled[outcome],
  tone: outcome === 'stopped' ? 'warn' : 'good',
});

/** Cancels every post of a video that can be; those that are out meanwhile are no reason to leave the others. */
export const cancelPosts = (video: Video) =>
  act(async () => {
    const outcomes = await Promise.all(video.posts.filter(isStoppable).map((post) => stop(video.id, post)));
    const worst = worstFirst.find((outcome) => outcomes.includes(outcome));
    return worst ? sayCancelled(worst) : { text: texts.nothingToCancel, tone: 'warn' };
  });

async function stop(videoId: string, post: Post) {
  try {
    return (await api.cancelPost({ params: { videoId, postId: post.id } })).outcome;
  } catch (error) {
    if (hasCode(error, 'conflict')) return 'late';
    throw error;
  }
}

export const deleteVideos = (videoIds: readonly string[]) =>
  act(async () => {
    for (const videoId of videoIds) await deleteOne(videoId);
    return texts.deleted(videoIds.length);
  });

async function deleteOne(videoId: string): Promise<void> {
  try {
    await api.deleteVideo({ params: { videoId } });
    queryClient.removeQueries({ queryKey: videoQuery(videoId).queryKey });
  } catch (error) {
    // Another tab was faster: it is gone, which is what was wanted.
    if (!hasCode(error, 'not_found')) throw error;
  }
}

export const rerollTitle = (videoId: string) =>
  act(async () => texts.rerolled((await api.recomputeTitle({ params: { videoId } })).title));

/** The named videos share the places that they have, in the given order. */
export const reorderVideos = (videoIds: readonly string[]) =>
  act(async () => {
    await api.reorderVideos({ body: { video_ids: [...videoIds] } });
    return undefined;
  });
