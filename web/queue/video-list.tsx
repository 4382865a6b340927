import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useMemo } from 'react';
import { videosQuery } from '../data/videos.ts';
import { queueTexts as texts } from '../texts/en/queue.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import { WindowedList } from '../ui/windowed-list.tsx';
import { BulkBar } from './actions/bulk-bar.tsx';
import { VideoCard } from './card/video-card.tsx';
import { EmptyQueue } from './empty-queue.tsx';
import { useFollowing } from './follow/use-following.ts';
import { MoreVideos } from './more-videos.tsx';
import type { OpenVideo } from './open-video.ts';
import type { Filter } from './use-status-filter.ts';
import classes from './video-list.module.css';

const ReorderList = lazyPart(async () => ({ default: (await import('./reorder/reorder-list.tsx')).ReorderList }));

interface Props {
  readonly status: Filter | undefined;
  readonly isReordering: boolean;
  readonly onOpen: OpenVideo;
  readonly onShowAll: () => void;
}

/** The videos in their order. What is just being uploaded, or was not finished, is shown above it. */
export function VideoList({ status, isReordering, onOpen, onShowAll }: Props) {
  const list = useInfiniteQuery(videosQuery(status));
  const videos = useMemo(() => list.data?.pages.flatMap((page) => page.videos) ?? [], [list.data]);
  useFollowing(videos);
  const shown = videos.filter((video) => video.status !== 'receiving');
  if (list.isPending) return <ListSkeleton />;
  if (list.isError && videos.length === 0) return <LoadError error={list.error} onRetry={list.refetch} />;
  if (isReordering) {
    return (
      <Suspense fallback={<ListSkeleton />}>
        <ReorderList videos={shown} />
      </Suspense>
    );
  }
  if (shown.length === 0 && !list.hasNextPage) {
    return <EmptyQueue isFiltered={status !== undefined} onShowAll={onShowAll} />;
  }
  return (
    <section aria-label={texts.list}>
      <WindowedList items={shown} keyOf={({ id }) => id} className={classes.list} itemPixels={132}>
        {(video) => <VideoCard video={video} onOpen={onOpen} />}
      </WindowedList>
      <BulkBar shownIds={shown.map(({ id }) => id)} />
      {list.hasNextPage && <MoreVideos isLoading={list.isFetchingNextPage} onLoad={list.fetchNextPage} />}
    </section>
  );
}
