import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { videosQuery } from '../../data/videos.ts';

/** The whole queue, page after page: a time may be at its end. */
export function useAllVideos() {
  const list = useInfiniteQuery(videosQuery(undefined));
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const videos = useMemo(() => list.data?.pages.flatMap((page) => page.videos) ?? [], [list.data]);
  return { videos, isComplete: list.isSuccess && !hasNextPage, list };
}
