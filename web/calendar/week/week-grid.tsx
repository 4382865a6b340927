import { useState } from 'react';
import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatDayRange, formatHour, formatLongDay, formatShortDay } from '../../texts/format-days.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useFrame } from '../calendar-context.ts';
import type { Entry } from '../entries/entry.ts';
import { type Day, daysOfWeek } from '../time/days.ts';
import { firstWeekday } from '../time/first-weekday.ts';
import { HourCell } from './hour-cell.tsx';
import classes from './week-grid.module.css';

/** Before it people sleep: those hours are folded away as long as nothing is in them. */
const firstHour = 7;

interface Props {
  readonly day: Day;
  readonly byDay: ReadonlyMap<Day, readonly Entry[]>;
}

const hourOf = ({ local }: Entry) => Number(local.slice(11, 13));

/** A week, hour by hour. */
export function WeekGrid({ day, byDay }: Props) {
  const { today } = useFrame();
  const [isWhole, setWhole] = useState(false);
  const days = daysOfWeek(day, firstWeekday());
  const earliest = Math.min(firstHour, ...days.flatMap((one) => byDay.get(one)?.map(hourOf) ?? []));
  const from = isWhole ? 0 : earliest;
  const hours = Array.from({ length: 24 - from }, (_, index) => from + index);
  const label = `${texts.views.week}, ${formatDayRange(days[0] ?? day, days.at(-1) ?? day)}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on phones it is wider than the screen, and arrow keys have to reach it
    <section className={classes.frame} aria-label={label} tabIndex={0}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              <span className={classes.hidden}>{texts.hour}</span>
            </th>
            {days.map((one) => (
              <th key={one} scope="col" abbr={formatLongDay(one)} aria-current={one === today ? 'date' : undefined}>
                <span className={classNames(classes.day, one === today && classes.today)}>{formatShortDay(one)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr>
              <td colSpan={8} className={classes.early}>
                <Button small variant="quiet" onClick={() => setWhole(true)}>
                  {texts.earlierHours(formatHour(0), formatHour(from))}
                </Button>
              </td>
            </tr>
          )}
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row" className={classes.hour}>
                {formatHour(hour)}
              </th>
              {days.map((one) => (
                <HourCell
                  key={one}
                  day={one}
                  hour={hour}
                  entries={byDay.get(one)?.filter((entry) => hourOf(entry) === hour) ?? []}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
