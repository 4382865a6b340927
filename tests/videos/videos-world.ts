import { Readable } from 'node:stream';
import type { Deps } from '../../functions/videos/deps.ts';
import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { createMemoryPosts, type MemoryPosts } from '../simulation/support/memory-post-store.ts';
import { createMemoryVideos } from '../support/memory-video-store.ts';

export const anna = {
  requestId: 'r',
  sourceIp: '::1',
  userAgent: 'test',
  now: 1_000_000,
  sessionToken: 't',
  caller: { userId: 'anna', sessionId: 's' },
};

/** What the endpoints of the videos area work with, in memory: one user's videos, posts, files and connections. */
export interface VideosWorld {
  readonly deps: Deps;
  readonly videos: Map<string, VideoRecord>;
  readonly posts: MemoryPosts;
  readonly connections: Map<string, Connection>;
  /** Object key → bytes. */
  readonly files: Map<string, Buffer>;
  /** Ids of posts that were hinted at. */
  readonly hints: string[];
  /** Post → seconds that the last hint for it waits. */
  readonly delays: Map<string, number>;
  /** Ids of posts whose timeline was removed. */
  readonly forgotten: string[];
  /** Entries of the scheduler: post → when it is due. */
  readonly schedules: Map<string, number>;
}

/** @param media what a test wants to differ about the bucket */
export function createVideosWorld(media: Partial<MediaStore> = {}): VideosWorld {
  const { rows: videos, store, order } = createMemoryVideos();
  const connections = new Map<string, Connection>();
  const files = new Map<string, Buffer>();
  const hints: string[] = [];
  const delays = new Map<string, number>();
  const forgotten: string[] = [];
  const schedules = new Map<string, number>();
  const posts = createMemoryPosts(({ videoId }, ids) => {
    const video = videos.get(videoId);
    if (video?.state !== 'ready' || video.deletingAt !== null || video.mediaState !== 'stored') return false;
    videos.set(videoId, { ...video, connectionIds: [...new Set([...video.connectionIds, ...ids])] });
    return true;
  });
  const deps: Deps = {
    posts,
    events: { list: async () => ({ events: [] }), removeAll: async ({ postId }) => void forgotten.push(postId) },
    videos: store,
    order,
    media: {
      begin: async () => 'upload',
      signPart: async () => ({ url: 'https://bucket.example', headers: {} }),
      signPut: async () => ({ url: 'https://bucket.example', headers: {} }),
      listParts: async () => undefined,
      complete: async () => undefined,
      abort: async () => undefined,
      size: async (objectKey) => files.get(objectKey)?.length,
      open: async (objectKey, start, end) => {
        const bytes = files.get(objectKey);
        if (!bytes) throw new Error('NoSuchKey');
        return Readable.from([bytes.subarray(start, end + 1)]);
      },
      remove: async (objectKey) => void files.delete(objectKey),
      share: async () => 'https://bucket.example/object',
      ...media,
    },
    connections: {
      put: async () => undefined,
      find: async (_owner, id) => connections.get(id),
      list: async () => [...connections.values()],
      remove: async (_owner, id) => void connections.delete(id),
      update: async () => undefined,
    },
    schedules: {
      put: async ({ postId, notBefore }) => void schedules.set(postId, notBefore),
      remove: async (postId) => void schedules.delete(postId),
    },
    hints: {
      send: async (_platform, { postId }, delaySeconds = 0) => {
        hints.push(postId);
        delays.set(postId, delaySeconds);
      },
    },
    patience: () => new AbortController().signal,
    pause: async () => undefined,
    newId: () => '01JD0000000000000000000009',
    settings: createMemorySettings(),
    rules: forEachPlatform((platform) => ({ ...platformRules[platform] })),
    random: () => 0,
    newObjectName: () => 'object',
  };
  return { deps, videos, posts, connections, files, hints, delays, forgotten, schedules };
}
