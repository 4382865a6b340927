import { createContext, useCallback, useContext } from 'react';
import type { SayWhen } from '../queue/describe-post.ts';
import { toLocal } from '../queue/schedule/list-zones.ts';
import { formatWallDateTime, formatWallTime } from '../texts/format-days.ts';
import { openDialog } from './calendar-dialog.ts';
import type { Dragged } from './move/drag.ts';
import { moveEntry } from './move/moves.ts';
import type { Day } from './time/days.ts';

/** What every part of the calendar goes by. */
export interface CalendarFrame {
  readonly zone: string;
  readonly today: Day;
  /** Epoch milliseconds. */
  readonly now: number;
}

export const CalendarContext = createContext<CalendarFrame>({ zone: 'UTC', today: '', now: 0 });
export const useFrame = () => useContext(CalendarContext);

/**
 * Says instants as clocks of the shown zone do.
 * @param day on which it is said anyway
 */
export function useSayWhen(day: Day): SayWhen {
  const { zone } = useFrame();
  return useCallback(
    (instant) => {
      const local = toLocal(Date.parse(instant), zone);
      return local.startsWith(day) ? formatWallTime(local) : formatWallDateTime(local);
    },
    [zone, day],
  );
}

/** When a video that has no time yet goes out on a day that says no hour. */
const usualTime = '12:00';

/** The time at which something lands that is dropped on a day: its own time of the day, there. */
export function timeOnDay(what: Dragged, day: Day): string {
  return `${day}T${what.kind === 'entry' ? what.entry.local.slice(11) : usualTime}`;
}

/** Gives what was dropped its time: at once where it had one, else after a look at the details. */
export function drop(what: Dragged, local: string, zone: string): void {
  if (what.kind === 'entry') void moveEntry(what.entry, local, zone);
  else openDialog({ kind: 'move', video: what.video, connectionIds: undefined, local, zone });
}
