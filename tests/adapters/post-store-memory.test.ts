import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { describePostStore } from './post-store-contract.ts';

describePostStore('memory', async () => {
  const videos = new Map<string, VideoRecord>();
  const keyOf = ({ ownerId, videoId }: Pick<VideoRecord, 'ownerId' | 'videoId'>) => `${ownerId}/${videoId}`;
  const posts = createMemoryPosts((key, connectionIds) => {
    const video = videos.get(keyOf(key));
    if (video?.state !== 'ready' || video.deletingAt !== null || video.mediaState !== 'stored') return false;
    const all = new Set([...video.connectionIds, ...connectionIds]);
    videos.set(keyOf(key), { ...video, connectionIds: [...all] });
    return true;
  });
  return {
    posts,
    work: posts,
    putVideo: async (video) => void videos.set(keyOf(video), video),
    connectionsOf: async (key) => videos.get(keyOf(key))?.connectionIds,
  };
});
