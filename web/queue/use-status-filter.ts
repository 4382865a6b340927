import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import type { VideoStatus } from '../data/videos.ts';
import { queueTexts } from '../texts/en/queue.ts';

export type Filter = Exclude<VideoStatus, 'receiving'>;

const { all: _all, ...byStatus } = queueTexts.filters;
export const filterTexts: Readonly<Record<Filter, string>> = byStatus;

function isFilter(value: string | null): value is Filter {
  return value !== null && Object.hasOwn(filterTexts, value);
}

/** Which state of videos is shown; undefined = all. */
export function useStatusFilter(): [Filter | undefined, (status: Filter | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const value = search.get('status');
  const setStatus = useCallback(
    (status: Filter | undefined) =>
      setSearch((present) => {
        present.delete('status');
        if (status !== undefined) present.set('status', status);
        return present;
      }),
    [setSearch],
  );
  return [isFilter(value) ? value : undefined, setStatus];
}
