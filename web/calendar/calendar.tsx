import { useQuery } from '@tanstack/react-query';
import { CalendarDays } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { connectionsQuery } from '../data/connections.ts';
import { useFollowing } from '../queue/follow/use-following.ts';
import { NoDestinationNote } from '../queue/no-destination-note.tsx';
import { toLocal } from '../queue/schedule/list-zones.ts';
import { calendarTexts as texts } from '../texts/en/calendar.ts';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LoadError } from '../ui/load-error.tsx';
import classes from './calendar.module.css';
import { CalendarContext } from './calendar-context.ts';
import { CalendarDialogs } from './calendar-dialogs.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import { CalendarView } from './calendar-view.tsx';
import { useAllVideos } from './entries/use-all-videos.ts';
import { useEntries } from './entries/use-entries.ts';
import { useNow } from './time/use-now.ts';
import { Toolbar } from './toolbar.tsx';
import type { Place } from './use-place.ts';
import { isWaiting, WaitingStrip } from './waiting/waiting-strip.tsx';

interface Props {
  readonly place: Place;
  readonly zone: string;
  readonly onPlace: (change: Partial<Place>) => void;
}

/** The queue by time, as clocks of a zone show it. */
export function Calendar({ place, zone, onPlace }: Props) {
  const now = useNow();
  const { videos, isComplete, list } = useAllVideos();
  const { data: accounts } = useQuery(connectionsQuery);
  useFollowing(videos);
  const entries = useEntries(videos, zone);
  const byDay = useMemo(() => Map.groupBy(entries, ({ local }) => local.slice(0, 10)), [entries]);
  const today = toLocal(now, zone).slice(0, 10);
  const day = place.day ?? today;
  // Hundreds of entries are drawn bit by bit, between what a person does.
  const drawn = useDeferredValue(useMemo(() => ({ view: place.view, day, byDay }), [place.view, day, byDay]));
  const frame = useMemo(() => ({ zone, today, now }), [zone, today, now]);
  if (list.isPending) return <CalendarSkeleton />;
  if (list.isError && videos.length === 0) return <LoadError error={list.error} onRetry={list.refetch} />;
  return (
    <CalendarContext value={frame}>
      <NoDestinationNote />
      <Toolbar view={place.view} day={day} onChange={onPlace} />
      {videos.length === 0 ? (
        <EmptyState icon={CalendarDays} title={texts.empty.title} text={texts.empty.text}>
          <LinkButton href="/">{texts.empty.queue}</LinkButton>
        </EmptyState>
      ) : (
        <div className={place.view === 'list' ? undefined : classes.wide}>
          <WaitingStrip videos={videos.filter(isWaiting)} />
          <CalendarView {...drawn} />
          <p className={classes.note} role="status">
            {isComplete ? '' : texts.reading}
          </p>
        </div>
      )}
      <CalendarDialogs entries={entries} byDay={byDay} videos={videos} accounts={accounts} isComplete={isComplete} />
    </CalendarContext>
  );
}
