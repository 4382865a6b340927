import { cancelPost } from '../../functions/videos/cancel-post.ts';
import { decidePost } from '../../functions/videos/decide-post.ts';
import { postVideos } from '../../functions/videos/post-videos.ts';
import { retryPost, retryVideo } from '../../functions/videos/retry-posts.ts';
import { updateVideo } from '../../functions/videos/update-video.ts';
import { cancelScheduled, deleteSchedule, putSchedule } from '../../functions/videos/video-schedule.ts';
import { forEachPlatform, type PlatformName } from '../../shared/contract/platform-names.ts';
import type { RouteInput } from '../../shared/contract/route.ts';
import type { postRoutes } from '../../shared/contract/routes/posts.ts';
import type { queueRoutes } from '../../shared/contract/routes/video-queue.ts';
import { GlobalChange } from '../../shared/contract/settings/global.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { Finding } from '../../shared/domain/platforms/platform-rules.ts';
import { type Post, postIdOf } from '../../shared/domain/posts/post.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld } from '../videos/videos-world.ts';

type Body<Id extends keyof typeof postRoutes> = RouteInput<(typeof postRoutes)[Id]>['body'];

export const now = Date.parse('2026-11-22T12:00:00Z');
export const hour = 3600_000;
export const iso = (at: number) => new Date(at).toISOString();

/** Anna's queue in memory, with the endpoints that post, plan and stop. */
export function createSchedulesWorld() {
  const settings = createMemorySettings();
  const plain = createVideosWorld();
  /** Platform → why its pre-flight refuses every video. */
  const refusals = new Map<PlatformName, string>();
  const rules = forEachPlatform((platform) => ({
    ...platformRules[platform],
    preflight: (): Finding[] => {
      const message = refusals.get(platform);
      return message === undefined ? [] : [{ level: 'refused', code: 'too_long', message }];
    },
  }));
  const world = { ...plain, deps: { ...plain.deps, settings, rules } };
  const caller = { ...anna, now };
  const at = (time: number) => ({ ...anna, now: time });

  return {
    ...world,
    refusals,
    /** Connects an account that is switched on. */
    connect: (connectionId: string, change: Partial<Connection> = {}) => {
      const connection = buildConnection({ ownerId: 'anna', connectionId, ...change });
      world.connections.set(connectionId, connection);
      return connection;
    },
    /** Adds a video that is ready; the number orders the queue. */
    addVideo: (number = 1, change: Partial<VideoRecord> = {}) => {
      const videoId = `01JD00000000000000000000${String(number).padStart(2, '0')}`;
      const video = buildVideo({ videoId, filename: `trip-${number}.mp4`, position: `z${videoId}`, ...change });
      world.videos.set(video.videoId, video);
      return video;
    },
    addPost: async ({ videoId }: VideoRecord, connectionId: string, change: Partial<Post> = {}) => {
      const postId = postIdOf(videoId, connectionId);
      const [post] = await world.posts.create([
        buildPost({ ownerId: 'anna', videoId, connectionId, postId, createdAt: now, ...change }),
      ]);
      if (!post) throw new Error('The post was not created.');
      return post;
    },
    set: async (change: GlobalChange) => {
      const { values, version } = await settings.find('anna', 'global');
      await settings.replace('anna', 'global', { ...values, ...GlobalChange.parse(change) }, version);
    },
    upload: (body?: Body<'postVideos'>, time = now) =>
      postVideos({ params: undefined, query: undefined, body }, at(time), world.deps),
    cancelScheduled: (time = now) =>
      cancelScheduled({ params: undefined, query: undefined, body: undefined }, at(time), world.deps),
    putSchedule: ({ videoId }: VideoRecord, body: Body<'putSchedule'>, time = now) =>
      putSchedule({ params: { videoId }, query: undefined, body }, at(time), world.deps),
    deleteSchedule: ({ videoId }: VideoRecord, body?: Body<'deleteSchedule'>, time = now) =>
      deleteSchedule({ params: { videoId }, query: undefined, body }, at(time), world.deps),
    patch: ({ videoId }: VideoRecord, body: RouteInput<typeof queueRoutes.updateVideo>['body'], time = now) =>
      updateVideo({ params: { videoId }, query: undefined, body }, at(time), world.deps),
    retry: ({ videoId }: VideoRecord) =>
      retryVideo({ params: { videoId }, query: undefined, body: undefined }, caller, world.deps),
    retryPost: ({ videoId, postId }: Post) =>
      retryPost({ params: { videoId, postId }, query: undefined, body: undefined }, caller, world.deps),
    cancel: ({ videoId, postId }: Post, time = now) =>
      cancelPost({ params: { videoId, postId }, query: undefined, body: undefined }, at(time), world.deps),
    decide: ({ videoId, postId }: Post, body: Body<'decidePost'>, time = now) =>
      decidePost({ params: { videoId, postId }, query: undefined, body }, at(time), world.deps),
    find: (post: Pick<Post, 'postId'>) => world.posts.all().find(({ postId }) => postId === post.postId),
  };
}
