import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatLongDay, formatWallTime } from '../../texts/format-days.ts';
import { classNames } from '../../ui/class-names.ts';
import { drop, timeOnDay, useFrame } from '../calendar-context.ts';
import { openDialog } from '../calendar-dialog.ts';
import type { Entry } from '../entries/entry.ts';
import { EntryStack } from '../entries/entry-stack.tsx';
import { useDropTarget } from '../move/drag.ts';
import type { Day } from '../time/days.ts';
import classes from './month-grid.module.css';

/** So many lines fit without a month growing out of a screen. */
const lines = 4;
const dots = 3;

interface Props {
  readonly day: Day;
  readonly entries: readonly Entry[];
  readonly isOfMonth: boolean;
}

export function MonthCell({ day, entries, isOfMonth }: Props) {
  const { zone, today } = useFrame();
  const { hint, props } = useDropTarget(
    (_event, what) => formatWallTime(timeOnDay(what, day)),
    (_event, what) => drop(what, timeOnDay(what, day), zone),
  );
  const isToday = day === today;
  return (
    <td
      {...props}
      data-day={day}
      className={classNames(classes.cell, !isOfMonth && classes.other, day < today && classes.past)}
      aria-current={isToday ? 'date' : undefined}
    >
      <time className={classNames(classes.date, isToday && classes.today)} dateTime={day}>
        {Number(day.slice(8))}
      </time>
      <div className={classes.entries}>
        <EntryStack day={day} entries={entries} lines={lines} />
      </div>
      {entries.length > 0 && (
        <button
          type="button"
          className={classes.count}
          aria-label={texts.countOf(entries.length, formatLongDay(day))}
          onClick={() => openDialog({ kind: 'day', day })}
        >
          {entries.slice(0, dots).map(({ key, tone }) => (
            <span key={key} className={classNames(classes.dot, classes[tone])} />
          ))}
          {entries.length > dots && `+${entries.length - dots}`}
        </button>
      )}
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </td>
  );
}
