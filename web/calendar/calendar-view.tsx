import { memo } from 'react';
import type { Entry } from './entries/entry.ts';
import { DayList } from './list/day-list.tsx';
import { MonthGrid } from './month/month-grid.tsx';
import { type Day, daysOfMonth } from './time/days.ts';
import type { View } from './use-place.ts';
import { WeekGrid } from './week/week-grid.tsx';

interface Props {
  readonly view: View;
  readonly day: Day;
  readonly byDay: ReadonlyMap<Day, readonly Entry[]>;
}

export const CalendarView = memo(function CalendarView({ view, day, byDay }: Props) {
  if (view === 'month') return <MonthGrid day={day} byDay={byDay} />;
  if (view === 'week') return <WeekGrid day={day} byDay={byDay} />;
  return <DayList days={daysOfMonth(day)} byDay={byDay} />;
});
