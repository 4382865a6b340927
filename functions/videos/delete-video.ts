import { platformTitles } from '../../shared/contract/platform-names.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { isHeldThere } from '../../shared/domain/posts/planned-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { removePosts } from '../../shared/domain/posts/remove-posts.ts';
import { takeBack } from '../../shared/domain/posts/take-back.ts';
import { forgetVideo } from '../../shared/domain/videos/forget-video.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';

/**
 * Deletes a video, its posts and its bytes; an upload in progress is aborted. The row goes last, so that a deletion
 * that was cut short can be repeated. What is out at a platform stays there; what waits there unseen for its time is taken
 * back first, or it would come out with nobody left to know of it.
 */
export const deleteVideo: VideosEndpoint<'deleteVideo'> = async ({ params }, { caller, now }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  await takeBackAll(deps, video, now);
  // From here on the video gets no posts: the list that is read next stays complete.
  const marked = await deps.videos.update(caller.userId, video.videoId, { deletingAt: now });
  const posts = await deps.posts.listOfVideo(caller.userId, video.videoId);
  // A post that is missing from its connections was removed by an earlier deletion.
  const isFirst = video.deletingAt === null && posts.length >= (marked?.connectionIds.length ?? 0);
  const unmark = async () => {
    if (isFirst) await deps.videos.update(caller.userId, video.videoId, { deletingAt: null });
  };
  // One that has landed since nothing was there: the next call, or the sweeper, has it taken back.
  const landed = posts.filter((post) => isHeldThere(post, now));
  if (landed.length > 0) {
    await unmark();
    throw stillThere(landed);
  }
  const removed = await removePosts(deps.posts, posts, now);
  // Once one is gone, in this call or in one before, the mark stays: what has gone out must not be posted again because its row
  // is missing.
  if (removed === 'none') await unmark();
  if (removed !== 'all') throw new HopperError('conflict', beingPosted);
  // What is left behind here harms nobody: the entry of a post that is gone does nothing, a timeline expires.
  await Promise.allSettled(posts.flatMap((post) => [deps.schedules.remove(post.postId), deps.events.removeAll(post)]));
  await forgetVideo(deps, marked ?? video);
  return { ok: true };
};

const beingPosted = 'This video is being posted right now. Wait until it is out, or cancel its posts, then delete it.';

/** A worker takes a post back in a second or two, and an API call ends after 15. */
const looks = 16;
const lookEveryMs = 500;

/**
 * Waits a moment for what has landed ahead of its time to be taken back.
 * @throws HopperError conflict when it is not, or when it came out first
 */
async function takeBackAll(deps: Deps, { ownerId, videoId }: VideoRecord, now: number): Promise<void> {
  const listHeld = async () =>
    (await deps.posts.listOfVideo(ownerId, videoId)).filter((post) => isHeldThere(post, now));
  const held = await listHeld();
  if (held.length === 0) return;
  await announcePosts(deps, await takeBack(deps.posts, held, now), now);
  for (let look = 1; look <= looks; look += 1) {
    await deps.pause(lookEveryMs);
    if ((await listHeld()).length === 0) return assertTakenBack(deps, held);
  }
  throw stillThere(await listHeld());
}

async function assertTakenBack({ posts }: Deps, held: readonly Post[]): Promise<void> {
  const ids = new Set(held.map(({ postId }) => postId));
  const latest = held[0] ? await posts.listOfVideo(held[0].ownerId, held[0].videoId) : [];
  // Pending is what was being taken back for the sake of its time alone.
  const isBack = ({ state }: Post) => state === 'cancelled' || state === 'pending';
  const out = latest.filter((post) => ids.has(post.postId) && !isBack(post));
  if (out.length === 0) return;
  const message = `Too late at ${namesOf(out)}: it could not be taken back. See there; deleting this video again only removes it here.`;
  throw new HopperError('conflict', message);
}

function stillThere(held: readonly Post[]): HopperError {
  const isStuck = held.some(({ state }) => state === 'reconnect');
  const advice = isStuck
    ? 'Connect the account again so that it can be taken back, or cancel the post and remove it there.'
    : 'It is being taken back. Delete the video again in a moment.';
  return new HopperError('conflict', `This video waits at ${namesOf(held)}, unseen, for its time. ${advice}`);
}

function namesOf(posts: readonly Post[]): string {
  return [...new Set(posts.map(({ platform }) => platformTitles[platform]))].join(' and ');
}
