import { useOnline } from '../data/online.ts';
import { errorTexts } from '../texts/en/errors.ts';
import { Note } from '../ui/note.tsx';
import classes from './offline-note.module.css';

/** Says that nothing goes in or out at the moment. */
export function OfflineNote() {
  const isOnline = useOnline();
  return (
    <div role="status" className={classes.place}>
      {!isOnline && <Note tone="warn">{errorTexts.offline}</Note>}
    </div>
  );
}
