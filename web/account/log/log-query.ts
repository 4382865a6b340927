import { infiniteQueryOptions } from '@tanstack/react-query';
import { type Api, api } from '../../data/api.ts';

export type LogEvent = Awaited<ReturnType<Api['listAudit']>>['events'][number];

interface LogPage {
  readonly events: readonly LogEvent[];
  readonly next: string | undefined;
}

/** So many can be looked over at once. */
const limit = 10;

/** The log of security, page by page. */
export const logQuery = infiniteQueryOptions({
  queryKey: ['security-log'],
  queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
  initialPageParam: '',
  getNextPageParam: (page: LogPage) => page.next,
});

async function fetchPage(cursor: string, signal: AbortSignal): Promise<LogPage> {
  let next: string | undefined;
  const onHeaders = (headers: Headers) => {
    next = headers.get('x-next-cursor') ?? undefined;
  };
  const query = cursor === '' ? { limit } : { limit, cursor };
  const { events } = await api.listAudit({ query }, { signal, onHeaders });
  return { events, next };
}
