import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api, type Video } from '../../data/api.ts';

/** A person looks at what went out lately; each of them costs a call. */
const most = 300;
const atOnce = 4;
/** A calendar is not to be drawn anew for each of them. */
const drawMilliseconds = 250;
/** Timelines are this long at most in one answer; the end of a post comes last. */
const pageSize = 200;

interface Wanted {
  readonly videoId: string;
  readonly postId: string;
}

/**
 * When posts went out that had no planned time: their row does not say it, their timeline does (for 90 days). Newest videos
 * first, a few calls at a time, each of them once.
 * @returns post id → epoch milliseconds
 */
export function useOutTimes(videos: readonly Video[]): ReadonlyMap<string, number> {
  const client = useQueryClient();
  const [times, setTimes] = useState<ReadonlyMap<string, number>>(new Map());
  const wanted = useMemo(() => listWanted(videos), [videos]);
  // The same posts in a new list are no reason to begin anew.
  const ids = wanted.map(({ postId }) => postId).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ids` says it for `wanted`
  useEffect(() => {
    let isOver = false;
    const rest = [...wanted];
    const found = new Map<string, number>();
    const draw = () => {
      if (isOver || found.size === 0) return;
      const news = [...found];
      found.clear();
      setTimes((present) => new Map([...present, ...news]));
    };
    const timer = setInterval(draw, drawMilliseconds);
    const work = async () => {
      for (let next = rest.shift(); next && !isOver; next = rest.shift()) {
        const { postId } = next;
        const at = await readOutTime(client, next).catch(() => undefined);
        if (typeof at === 'number') found.set(postId, at);
      }
    };
    void Promise.all(Array.from({ length: atOnce }, work)).then(() => {
      draw();
      clearInterval(timer);
    });
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [client, ids]);
  return times;
}

function listWanted(videos: readonly Video[]): Wanted[] {
  return videos
    .toSorted((one, other) => other.created_at.localeCompare(one.created_at))
    .flatMap((video) =>
      video.posts
        .filter(({ status, scheduled_time: time }) => status === 'published' && time === null)
        .map((post) => ({ videoId: video.id, postId: post.id })),
    )
    .slice(0, most);
}

/** null = nobody knows any more. What is out stays so, and is asked for once. */
function readOutTime(client: QueryClient, { videoId, postId }: Wanted): Promise<number | null> {
  return client.fetchQuery({
    queryKey: ['out-time', postId],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const { events } = await api.getTimeline({ params: { videoId, postId }, query: { limit: pageSize } }, { signal });
      const event = events.findLast(({ kind }) => kind === 'published');
      return event ? Date.parse(event.at) : null;
    },
  });
}
