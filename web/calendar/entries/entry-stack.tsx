import { useStore } from '../../data/store.ts';
import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { openDialog } from '../calendar-dialog.ts';
import { refusals } from '../move/moves.ts';
import type { Day } from '../time/days.ts';
import type { Entry } from './entry.ts';
import { EntryChip } from './entry-chip.tsx';
import classes from './entry-stack.module.css';
import { pickShown } from './pick-shown.ts';

interface Props {
  readonly day: Day;
  readonly entries: readonly Entry[];
  readonly lines: number;
  readonly isTall?: boolean;
}

/** Entries one below the other, as many as there is room for, and a way to the rest. */
export function EntryStack({ day, entries, lines, isTall = false }: Props) {
  const told = useStore(refusals);
  const { shown, hidden } = pickShown(entries, lines, ({ key }) => told.has(key));
  if (entries.length === 0) return null;
  return (
    <ul className={classes.stack}>
      {shown.map((entry) => (
        <li key={entry.key}>
          <EntryChip entry={entry} isTall={isTall} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button type="button" className={classes.more} onClick={() => openDialog({ kind: 'day', day })}>
            {texts.more(hidden)}
          </button>
        </li>
      )}
    </ul>
  );
}
