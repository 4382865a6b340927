import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Video } from '../data/api.ts';
import { videosQuery } from '../data/videos.ts';

/** Videos of which not everything has arrived, wherever in the queue they stand. */
export function useInterrupted(): readonly Video[] {
  const { data } = useInfiniteQuery(videosQuery('receiving'));
  return useMemo(() => data?.pages.flatMap((page) => page.videos) ?? [], [data]);
}
