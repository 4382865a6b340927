import type { Video } from '../../shared/contract/routes/video-shapes.ts';
import { loadSettings } from '../../shared/domain/settings/load-settings.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { VideoOrder } from '../../shared/domain/videos/video-order.ts';
import { buildVideoView, type OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';

/** What the views of all videos of an owner have in common. */
export async function loadOwnerFacts(
  { connections, settings, rules }: Pick<Deps, 'connections' | 'settings' | 'rules'>,
  ownerId: string,
): Promise<OwnerFacts> {
  const [accounts, effective] = await Promise.all([connections.list(ownerId), loadSettings(settings, ownerId)]);
  return { connections: accounts, settings: effective, rules };
}

/** One video as the API answers it, with its posts as they are now. */
export async function viewVideo(deps: Deps, video: VideoRecord): Promise<Video> {
  const { ownerId, videoId } = video;
  const [posts, owner] = await Promise.all([deps.posts.listOfVideo(ownerId, videoId), loadOwnerFacts(deps, ownerId)]);
  return buildVideoView(video, posts, owner);
}

/** Some videos in their order, each with its posts. */
export async function readPage(
  deps: Pick<Deps, 'order' | 'posts'>,
  ownerId: string,
  page: Parameters<VideoOrder['listPage']>[1],
) {
  const { videos, next } = await deps.order.listPage(ownerId, page);
  const postsOf = Map.groupBy(await deps.posts.listOfVideos(videos), (post) => post.videoId);
  return { items: videos.map((video) => ({ video, posts: postsOf.get(video.videoId) ?? [] })), next };
}
