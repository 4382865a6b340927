import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import type { calendarTexts } from '../texts/en/calendar.ts';
import { addDays, addMonths, type Day, isDay } from './time/days.ts';

export type View = keyof typeof calendarTexts.views;
export const views: readonly View[] = ['month', 'week', 'list'];

/** What of the calendar is shown. It stands in the address, so that it can be kept and sent. */
export interface Place {
  readonly view: View;
  /** undefined = today, whenever that is. */
  readonly day: Day | undefined;
  /** undefined = as the settings say. */
  readonly zone: string | undefined;
}

/** A month is too small to be read on a phone. */
function usualView(): View {
  return matchMedia('(max-width: 48rem)').matches ? 'list' : 'month';
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [search, setSearch] = useSearchParams();
  const view = views.find((name) => name === search.get('view')) ?? usualView();
  const day = search.get('day');
  const zone = search.get('zone');
  const change = useCallback(
    (next: Partial<Place>) =>
      setSearch(
        (present) => {
          for (const [name, value] of Object.entries(next)) {
            if (value === undefined) present.delete(name);
            else present.set(name, value);
          }
          return present;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const place = {
    view,
    day: day !== null && isDay(day) ? day : undefined,
    zone: zone !== null && isZone(zone) ? zone : undefined,
  };
  return [place, change];
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** One page of the calendar on or back. */
export function step({ view }: Pick<Place, 'view'>, day: Day, direction: 1 | -1): Day {
  return view === 'week' ? addDays(day, 7 * direction) : addMonths(day, direction);
}
