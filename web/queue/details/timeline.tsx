import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Post } from '../../data/api.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { Button } from '../../ui/button.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { isMovingPost } from '../follow/plan-look.ts';
import classes from './timeline.module.css';
import { type TimelineEvent, TimelineStep } from './timeline-step.tsx';

const { details: texts } = queueTexts;
const pollMilliseconds = 2000;

interface Props {
  readonly videoId: string;
  readonly post: Post;
}

interface TimelinePage {
  readonly events: readonly TimelineEvent[];
  readonly next: string | undefined;
}

/** Every step of a post, the oldest first. */
export function Timeline({ videoId, post }: Props) {
  const list = useInfiniteQuery({
    queryKey: ['timeline', post.id],
    queryFn: ({ pageParam, signal }) => fetchTimeline(videoId, post.id, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page: TimelinePage) => page.next,
    refetchInterval: isMovingPost(post) ? pollMilliseconds : false,
  });
  if (list.isPending) return <Spinner label={commonTexts.loading} />;
  if (list.isError) return <LoadError error={list.error} onRetry={list.refetch} />;
  const events = list.data.pages.flatMap((page) => page.events);
  if (events.length === 0) return <p className={classes.quiet}>{texts.noTimeline}</p>;
  return (
    <>
      <ol className={classes.timeline} aria-label={texts.timeline}>
        {events.map((event) => (
          <TimelineStep key={event.id} event={event} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {queueTexts.loadMore}
        </Button>
      )}
    </>
  );
}

async function fetchTimeline(
  videoId: string,
  postId: string,
  cursor: string,
  signal: AbortSignal,
): Promise<TimelinePage> {
  let next: string | undefined;
  const query = cursor === '' ? {} : { cursor };
  const onHeaders = (headers: Headers) => {
    next = headers.get('x-next-cursor') ?? undefined;
  };
  const { events } = await api.getTimeline({ params: { videoId, postId }, query }, { signal, onHeaders });
  return { events, next };
}
