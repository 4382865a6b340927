import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import type { VirtualClock } from '../../../support/virtual-clock.ts';
import { jsonAnswer, type LedgerRow } from './platform-model.ts';
import { youtubeFailure } from './youtube-failure.ts';
import type { CompleteUpload } from './youtube-sessions.ts';

interface NewVideo extends CompleteUpload {
  readonly listedAt: number;
  readonly processedAt: number;
  readonly isRejected: boolean;
}

interface Video extends NewVideo {
  readonly id: string;
  readonly createdAt: number;
  privacy: string;
  publishAt: number | null;
  /** When somebody else could see it first, as long as nobody changes its mind. */
  visibleAt: number | null;
  deletedAt: number | null;
}

/**
 * A channel's videos: `videos.list`, `videos.update` of the status, `videos.delete`, and the list of uploads.
 * @see https://developers.google.com/youtube/v3/docs/videos#status.publishAt
 */
export function createYoutubeVideos(world: VirtualClock) {
  const videos = new Map<string, Video>();

  function add(upload: NewVideo): string {
    const id = `video${String(videos.size + 1).padStart(6, '0')}`;
    const now = world.now();
    videos.set(id, { ...upload, id, createdAt: now, deletedAt: null, visibleAt: visibleFrom(upload, now) });
    return id;
  }

  function list(ids: readonly string[], account: string): PlatformAnswer {
    const now = world.now();
    const items = ids
      .map((id) => videos.get(id))
      .filter((video) => video !== undefined && video.deletedAt === null && video.account === account)
      .map((video) => video && toResource(video, now));
    return jsonAnswer(200, { items });
  }

  /** Replaces the whole status: what is left out is gone. */
  function update(body: PlatformRequest['body'], account: string): PlatformAnswer {
    const { id, status } = JSON.parse(typeof body === 'string' ? body : '{}');
    const now = world.now();
    const video = findOwn(id, account);
    if (!video) return youtubeFailure(404, 'videoNotFound');
    if (status.publishAt && status.privacyStatus !== 'private') return youtubeFailure(400, 'invalidPublishAt');
    const isOut = video.visibleAt !== null && video.visibleAt <= now;
    video.privacy = status.privacyStatus;
    video.publishAt = status.publishAt ? Date.parse(status.publishAt) : null;
    // What others have seen stays seen.
    if (!isOut) video.visibleAt = visibleFrom(video, now);
    return jsonAnswer(200, toResource(video, now));
  }

  function remove(id: string, account: string): PlatformAnswer {
    const video = findOwn(id, account);
    if (!video) return youtubeFailure(404, 'videoNotFound');
    video.deletedAt = world.now();
    return { status: 204, headers: {}, text: '' };
  }

  function findOwn(id: string, account: string): Video | undefined {
    const video = videos.get(id);
    return video?.account === account && video.deletedAt === null ? video : undefined;
  }

  return {
    add,
    handle({ method, url, body }: PlatformRequest, account: string): PlatformAnswer {
      const id = url.searchParams.get('id') ?? '';
      if (method === 'PUT') return update(body, account);
      return method === 'DELETE' ? remove(id, account) : list(id.split(','), account);
    },
    listUploads(account: string): PlatformAnswer {
      const items = [...videos.values()]
        .filter((video) => video.account === account && video.deletedAt === null && video.listedAt <= world.now())
        .toReversed()
        .map(({ id, createdAt }) => ({
          snippet: { publishedAt: new Date(createdAt).toISOString() },
          contentDetails: { videoId: id },
        }));
      return jsonAnswer(200, { items });
    },
    ledger: (): LedgerRow[] => [...videos.values()].map(toLedgerRow),
  };
}

/** YouTube opens a private video by itself when its time has come. */
function visibleFrom({ privacy, publishAt }: Pick<Video, 'privacy' | 'publishAt'>, now: number): number | null {
  if (privacy === 'public') return now;
  return privacy === 'private' && publishAt !== null ? Math.max(now, publishAt) : null;
}

function toResource(video: Video, now: number) {
  const isOpen = video.privacy === 'private' && video.publishAt !== null && video.publishAt <= now;
  const isWaiting = video.privacy === 'private' && video.publishAt !== null && !isOpen;
  const publishAt = isWaiting ? { publishAt: new Date(video.publishAt ?? 0).toISOString() } : {};
  const privacyStatus = isOpen ? 'public' : video.privacy;
  return {
    id: video.id,
    snippet: { title: video.title, publishedAt: new Date(video.createdAt).toISOString() },
    status: { ...uploadStatusOf(video, now), privacyStatus, ...publishAt },
    fileDetails: { fileName: video.slug, fileSize: String(video.bytes) },
  };
}

function uploadStatusOf({ processedAt, isRejected }: Video, now: number) {
  if (now < processedAt) return { uploadStatus: 'uploaded' };
  return isRejected ? { uploadStatus: 'rejected', rejectionReason: 'duplicate' } : { uploadStatus: 'processed' };
}

/** What is refused is refused while it is processed: nobody has seen it. */
function toLedgerRow(video: Video): LedgerRow {
  const { id, account, title, bytes, createdAt, isRejected, processedAt, deletedAt } = video;
  const visibleAt = isRejected ? null : video.visibleAt;
  const goneAt = deletedAt ?? (isRejected ? processedAt : null);
  return { platform: 'youtube', account, remoteId: id, words: title, bytes, createdAt, visibleAt, goneAt };
}
