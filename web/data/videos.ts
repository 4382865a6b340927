import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { type Api, api, type Video } from './api.ts';

type ListQuery = NonNullable<NonNullable<Parameters<Api['listVideos']>[0]>['query']>;
export type VideoStatus = Video['status'];

interface VideoPage {
  readonly videos: readonly Video[];
  readonly next: string | undefined;
}

/** So many that a screen is full and a page of them is drawn without a stutter. */
const pageSize = 50;

/** The queue in its order, page by page. */
export function videosQuery(status: VideoStatus | undefined) {
  return infiniteQueryOptions({
    queryKey: ['videos', status ?? 'all'],
    queryFn: ({ pageParam, signal }) => fetchPage({ limit: pageSize, cursor: pageParam, status }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: (page: VideoPage) => page.next,
  });
}

function firstPage(): string | undefined {
  return undefined;
}

async function fetchPage(query: ListQuery, signal: AbortSignal): Promise<VideoPage> {
  let next: string | undefined;
  const videos = await api.listVideos(
    { query },
    {
      signal,
      onHeaders: (headers) => {
        next = headers.get('x-next-cursor') ?? undefined;
      },
    },
  );
  return { videos, next };
}

/** Puts newer versions of some videos in the place of the older ones, in every list that shows them. */
export function replaceVideos(client: QueryClient, newer: readonly Video[]): void {
  const byId = new Map(newer.map((video) => [video.id, video]));
  client.setQueriesData<InfiniteData<VideoPage>>({ queryKey: ['videos'] }, (data) => {
    if (!data) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      videos: page.videos.map((video) => byId.get(video.id) ?? video),
    }));
    return { ...data, pages };
  });
  for (const video of newer) client.setQueryData(videoQuery(video.id).queryKey, video);
}

/** One video. */
export function videoQuery(videoId: string) {
  return {
    queryKey: ['video', videoId] as const,
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Video> =>
      api.getVideo({ params: { videoId } }, { signal }),
  };
}

/** Reads all lists anew, after something that may have changed their order or length. */
export function refreshVideos(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['videos'] });
}
