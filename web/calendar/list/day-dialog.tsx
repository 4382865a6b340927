import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatLongDay } from '../../texts/format-days.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { closeDialog } from '../calendar-dialog.ts';
import type { Entry } from '../entries/entry.ts';
import type { Day } from '../time/days.ts';
import classes from './day-list.module.css';
import { EntryRow } from './entry-row.tsx';

interface Props {
  readonly day: Day;
  readonly entries: readonly Entry[];
}

/** Everything of one day, where its cell has no room for it. */
export function DayDialog({ day, entries }: Props) {
  return (
    <Dialog kind="panel" title={formatLongDay(day)} onClose={closeDialog}>
      {entries.length === 0 ? (
        <p>{texts.emptyList.title}</p>
      ) : (
        <ul className={classes.rows}>
          {entries.map((entry) => (
            <EntryRow key={entry.key} entry={entry} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
