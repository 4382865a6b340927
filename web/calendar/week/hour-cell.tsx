import type { DragEvent } from 'react';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import { formatWallTime } from '../../texts/format-days.ts';
import { classNames } from '../../ui/class-names.ts';
import { drop, useFrame } from '../calendar-context.ts';
import type { Entry } from '../entries/entry.ts';
import { EntryStack } from '../entries/entry-stack.tsx';
import { useDropTarget } from '../move/drag.ts';
import type { Day } from '../time/days.ts';
import classes from './week-grid.module.css';

const lines = 3;
const quarters = 4;
const quarterMinutes = 15;

interface Props {
  readonly day: Day;
  readonly hour: number;
  readonly entries: readonly Entry[];
}

/** One hour of a day. Where something is dropped in it says the quarter. */
export function HourCell({ day, hour, entries }: Props) {
  const { zone, now, today } = useFrame();
  const { hint, props } = useDropTarget(
    (event) => formatWallTime(timeAt(event, day, hour)),
    (event, what) => drop(what, timeAt(event, day, hour), zone),
  );
  const present = toLocal(now, zone);
  const isPresent = day === today && Number(present.slice(11, 13)) === hour;
  const isPast = `${day}T${String(hour).padStart(2, '0')}:59` < present;
  return (
    <td
      {...props}
      data-hour={`${day}T${hour}`}
      className={classNames(classes.cell, isPast && classes.past, isPresent && classes.present)}
    >
      <EntryStack day={day} entries={entries} lines={lines} isTall />
      {hint !== undefined && <span className={classes.hint}>{hint}</span>}
    </td>
  );
}

function timeAt(event: DragEvent, day: Day, hour: number): string {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const quarter = Math.min(quarters - 1, Math.max(0, Math.floor(((event.clientY - top) / height) * quarters)));
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${day}T${pad(hour)}:${pad(quarter * quarterMinutes)}`;
}
