import type { Post, Video } from '../../data/api.ts';

const stoppable: ReadonlySet<Post['status']> = new Set(['scheduled', 'queued', 'uploading', 'waiting', 'reconnect']);
const postable: ReadonlySet<Video['status']> = new Set(['pending', 'scheduled', 'cancelled', 'partial']);
const plannable: ReadonlySet<Video['status']> = new Set(['pending', 'scheduled', 'cancelled']);

/**
 * Not out yet, so it can be tried to keep it from coming out. Once is enough, but where the access is gone nobody can take it
 * back: asked again, its user looks at the platform and decides.
 */
export function isStoppable({ status, landed, stopping }: Post): boolean {
  return (!stopping || status === 'reconnect') && (landed || stoppable.has(status));
}

export function isRetriable({ status, stopping }: Post): boolean {
  return !stopping && (status === 'failed' || status === 'cancelled');
}

/** What makes sense for a video as it stands. The server decides in the end; this only keeps menus short. */
export function whatCanBeDone(video: Video) {
  const isHere = video.media_state === 'stored' && video.status !== 'receiving';
  return {
    post: isHere && postable.has(video.status),
    schedule: isHere && plannable.has(video.status),
    unschedule: video.posts.some((post) => post.status === 'scheduled' || post.landed),
    retry: isHere && video.posts.some(isRetriable),
    cancel: video.posts.some((post) => isStoppable(post) && post.status !== 'scheduled'),
  };
}
