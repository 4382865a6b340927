import { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Place, VideoOrder } from '../../shared/domain/videos/video-order.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';

/** Videos in memory: what a test puts into the map is what the endpoints find. Passes the suite of the real one. */
export interface MemoryVideos {
  readonly rows: Map<string, VideoRecord>;
  readonly store: VideoStore;
  readonly order: VideoOrder;
}

type Marker = { readonly owner: string; readonly same: 'name' | 'content'; readonly value: string };

const copy = (video: VideoRecord): VideoRecord => VideoRecord.parse(JSON.parse(JSON.stringify(video)));
const comparePlaces = (a: Place, b: Place) =>
  a.position === b.position
    ? Number(a.videoId > b.videoId) - Number(a.videoId < b.videoId)
    : a.position < b.position
      ? -1
      : 1;

export function createMemoryVideos(): MemoryVideos {
  const rows = new Map<string, VideoRecord>();
  const counters = new Map<string, number>();
  const holders = new Map<string, string>();

  const markersOf = ({ ownerId, filename, sha256 }: Pick<VideoRecord, 'ownerId' | 'filename' | 'sha256'>): Marker[] => [
    { owner: ownerId, same: 'name', value: filename },
    ...(sha256 === null ? [] : [{ owner: ownerId, same: 'content', value: sha256 } as const]),
  ];
  const inOrder = (ownerId: string) =>
    [...rows.values()].filter((video) => video.ownerId === ownerId).toSorted(comparePlaces);
  const placesOf = (ownerId: string): Place[] =>
    inOrder(ownerId).map(({ videoId, position }) => ({ videoId, position }));
  const find = (ownerId: string, videoId: string) => {
    const video = rows.get(videoId);
    return video?.ownerId === ownerId ? video : undefined;
  };
  const change = (video: VideoRecord | undefined, differences: Partial<VideoRecord>) => {
    if (!video) return undefined;
    const changed = copy({ ...video, ...differences });
    rows.set(video.videoId, changed);
    return changed;
  };

  const findRival = (markers: readonly Marker[], released: readonly string[]) => {
    for (const marker of markers) {
      const holder = holders.get(JSON.stringify(marker));
      if (holder && !released.includes(holder)) return { videoId: holder, same: marker.same };
    }
    return undefined;
  };

  const store: VideoStore = {
    async add(video, { mayRepeat = false, released = [] } = {}) {
      const markers = mayRepeat ? [] : markersOf(video);
      const rival = findRival(markers, [video.videoId, ...released]);
      if (rival) return rival;
      if (rows.has(video.videoId)) throw new Error('This video is there already.');
      for (const marker of markers) holders.set(JSON.stringify(marker), video.videoId);
      rows.set(video.videoId, copy(video));
      return undefined;
    },
    findRival: async (file, released) => findRival(markersOf(file), released),
    async takeIndex(ownerId) {
      const next = (counters.get(ownerId) ?? 0) + 1;
      counters.set(ownerId, next);
      return next;
    },
    find: async (ownerId, videoId) => find(ownerId, videoId),
    list: async (ownerId) => inOrder(ownerId),
    update: async (ownerId, videoId, differences) => change(find(ownerId, videoId), differences),
    async edit({ ownerId, videoId, version }, differences) {
      const stored = find(ownerId, videoId);
      if (stored?.version !== version || stored.deletingAt !== null) return undefined;
      return change(stored, { ...differences, version: version + 1 });
    },
    async remove(video) {
      for (const marker of markersOf(video)) {
        const key = JSON.stringify(marker);
        if (holders.get(key) === video.videoId) holders.delete(key);
      }
      rows.delete(video.videoId);
    },
  };

  const order: VideoOrder = {
    async listPage(ownerId, { limit, after }) {
      const rest = inOrder(ownerId).filter((video) => !after || comparePlaces(video, after) > 0);
      const videos = rest.slice(0, limit);
      const last = videos.at(-1);
      const next = last && { videoId: last.videoId, position: last.position };
      return { videos, next: rest.length > limit ? next : undefined };
    },
    findPlaces: async (ownerId, videoIds) => placesOf(ownerId).filter(({ videoId }) => videoIds.includes(videoId)),
    async readStretch(ownerId, first, last) {
      const places = placesOf(ownerId);
      return {
        places: places.filter(({ position }) => position >= first && position <= last),
        before: places.findLast(({ position }) => position < first)?.position ?? null,
        after: places.find(({ position }) => position > last)?.position ?? null,
      };
    },
    async move(ownerId, { videoId, position: seen }, position) {
      const stored = find(ownerId, videoId);
      if (stored?.position !== seen) return false;
      change(stored, { position });
      return true;
    },
  };
  return { rows, store, order };
}
