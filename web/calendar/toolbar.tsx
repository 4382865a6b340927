import { ChevronLeft, ChevronRight } from 'lucide-react';
import { listZones } from '../queue/schedule/list-zones.ts';
import select from '../queue/status-filter.module.css';
import { calendarTexts as texts } from '../texts/en/calendar.ts';
import { formatDayRange, formatMonth, formatOffset } from '../texts/format-days.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceGroup } from '../ui/choice-group.tsx';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useFrame } from './calendar-context.ts';
import { type Day, daysOfWeek } from './time/days.ts';
import { firstWeekday } from './time/first-weekday.ts';
import classes from './toolbar.module.css';
import { type Place, step, type View, views } from './use-place.ts';

const choices = views.map((value) => ({ value, label: texts.views[value] }));

interface Props {
  readonly view: View;
  readonly day: Day;
  readonly onChange: (change: Partial<Place>) => void;
}

/** Which part of time is shown, how, and by whose clocks. */
export function Toolbar({ view, day, onChange }: Props) {
  const { zone, now } = useFrame();
  return (
    <div className={classes.toolbar}>
      <div className={classes.steps}>
        <IconButton
          icon={ChevronLeft}
          label={texts.previous[view]}
          onClick={() => onChange({ day: step({ view }, day, -1) })}
        />
        <Button onClick={() => onChange({ day: undefined })}>{texts.today}</Button>
        <IconButton
          icon={ChevronRight}
          label={texts.next[view]}
          onClick={() => onChange({ day: step({ view }, day, 1) })}
        />
        <h2 className={classes.title} aria-live="polite">
          {titleOf(view, day)}
        </h2>
      </div>
      <ChoiceGroup
        legend={texts.view}
        isLegendHidden
        choices={choices}
        value={view}
        onChange={(next) => onChange({ view: next })}
      />
      <div className={classes.zone}>
        <select
          aria-label={texts.zone}
          className={classNames(select.select, classes.select)}
          value={zone}
          onChange={(event) => onChange({ zone: event.target.value })}
        >
          {listZones(zone).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <span className={classes.offset}>{formatOffset(now, zone)}</span>
      </div>
    </div>
  );
}

function titleOf(view: View, day: Day): string {
  if (view !== 'week') return formatMonth(day);
  const days = daysOfWeek(day, firstWeekday());
  return formatDayRange(days[0] ?? day, days.at(-1) ?? day);
}
