import { X } from 'lucide-react';
import { driveRefusal } from '../../data/drive-access.ts';
import { useStore } from '../../data/store.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Note } from '../../ui/note.tsx';
import classes from './refusal-note.module.css';

const texts: Readonly<Record<string, string>> = driveTexts.refusals;

/** Says why the way to Google and back has opened no Drive. */
export function RefusalNote() {
  const reason = useStore(driveRefusal);
  if (reason === null) return null;
  return (
    <div className={classes.place}>
      <Note tone="warn" role="alert">
        <div className={classes.line}>
          <p>{texts[reason] ?? driveTexts.refusals.platform_error}</p>
          <IconButton icon={X} label={commonTexts.dismiss} onClick={() => driveRefusal.set(null)} />
        </div>
      </Note>
    </div>
  );
}
