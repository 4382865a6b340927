import { useEffect, useMemo, useRef } from 'react';
import type { Video } from '../../data/api.ts';
import { useStore } from '../../data/store.ts';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import { moving } from '../move/moves.ts';
import { buildEntries } from './build-entries.ts';
import type { Entry } from './entry.ts';
import { keepSame } from './keep-same.ts';

/** Everything that has a time, as clocks of the zone show it. */
export function useEntries(videos: readonly Video[], zone: string): readonly Entry[] {
  const onTheirWay = useStore(moving);
  const drawn = useRef<ReadonlyMap<string, Entry>>(new Map());
  const entries = useMemo(() => {
    const built = buildEntries(videos, { toLocal: (at) => toLocal(at, zone), moving: onTheirWay });
    return keepSame(built, drawn.current);
  }, [videos, zone, onTheirWay]);
  useEffect(() => {
    drawn.current = new Map(entries.map((entry) => [entry.key, entry]));
  }, [entries]);
  return entries;
}
