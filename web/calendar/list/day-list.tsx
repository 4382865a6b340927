import { CalendarDays } from 'lucide-react';
import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatLongDay } from '../../texts/format-days.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFrame } from '../calendar-context.ts';
import type { Entry } from '../entries/entry.ts';
import type { Day } from '../time/days.ts';
import classes from './day-list.module.css';
import { EntryRow } from './entry-row.tsx';

interface Props {
  readonly days: readonly Day[];
  readonly byDay: ReadonlyMap<Day, readonly Entry[]>;
}

/** Days one below the other, those on which there is something. */
export function DayList({ days, byDay }: Props) {
  const { today } = useFrame();
  const filled = days.flatMap((day) => {
    const entries = byDay.get(day);
    return entries ? [{ day, entries }] : [];
  });
  if (filled.length === 0) {
    return <EmptyState icon={CalendarDays} title={texts.emptyList.title} text={texts.emptyList.text} />;
  }
  return (
    <div className={classes.days}>
      {filled.map(({ day, entries }) => (
        <section key={day} className={classes.day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className={classes.title}>
            {formatLongDay(day)}
            {day === today && <Badge tone="accent">{texts.today}</Badge>}
          </h2>
          <ul className={classes.rows}>
            {entries.map((entry) => (
              <EntryRow key={entry.key} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
