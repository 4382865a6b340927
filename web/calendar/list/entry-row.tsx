import { memo, useRef } from 'react';
import { Thumbnail } from '../../queue/card/thumbnail.tsx';
import { formatWallTime } from '../../texts/format-days.ts';
import { openDialog } from '../calendar-dialog.ts';
import { type Entry, titleOf } from '../entries/entry.ts';
import { EntryPosts } from '../entries/entry-posts.tsx';
import { Refusal } from '../move/refusal.tsx';
import classes from './day-list.module.css';

/** One entry with room for everything that is to be said of it. */
export const EntryRow = memo(function EntryRow({ entry }: { readonly entry: Entry }) {
  const title = useRef<HTMLButtonElement>(null);
  return (
    <li className={classes.row} data-saving={entry.isSaving || undefined}>
      <span className={classes.time}>{formatWallTime(entry.local)}</span>
      <div className={classes.picture}>
        <Thumbnail video={entry.video} />
      </div>
      <div className={classes.words}>
        <button
          ref={title}
          type="button"
          className={classes.open}
          onClick={() => openDialog({ kind: 'entry', key: entry.key })}
        >
          {titleOf(entry.video)}
        </button>
        <EntryPosts entry={entry} />
      </div>
      <Refusal entry={entry} anchor={title} />
    </li>
  );
});
