import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatLongWeekday, formatMonth, formatWeekday } from '../../texts/format-days.ts';
import type { Entry } from '../entries/entry.ts';
import { type Day, monthOf, weeksOfMonth } from '../time/days.ts';
import { firstWeekday } from '../time/first-weekday.ts';
import { MonthCell } from './month-cell.tsx';
import classes from './month-grid.module.css';

interface Props {
  readonly day: Day;
  readonly byDay: ReadonlyMap<Day, readonly Entry[]>;
}

const none: readonly Entry[] = [];

/** A month as calendars on walls show it. */
export function MonthGrid({ day, byDay }: Props) {
  const weeks = weeksOfMonth(day, firstWeekday());
  return (
    <table className={classes.grid} aria-label={`${texts.views.month}, ${formatMonth(day)}`}>
      <thead>
        <tr>
          {weeks[0]?.map((one) => (
            <th key={one} scope="col" abbr={formatLongWeekday(one)}>
              {formatWeekday(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => (
              <MonthCell
                key={one}
                day={one}
                entries={byDay.get(one) ?? none}
                isOfMonth={monthOf(one) === monthOf(day)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
