import { memo, useRef } from 'react';
import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { describePost, type SayWhen } from '../../queue/describe-post.ts';
import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatWallTime } from '../../texts/format-days.ts';
import { classNames } from '../../ui/class-names.ts';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { useSayWhen } from '../calendar-context.ts';
import { openDialog } from '../calendar-dialog.ts';
import { dragProps } from '../move/drag.ts';
import { Refusal } from '../move/refusal.tsx';
import { type Entry, titleOf } from './entry.ts';
import classes from './entry-chip.module.css';
import { movablePosts } from './movable.ts';

interface Props {
  readonly entry: Entry;
  /** Two lines, the title on one of its own. */
  readonly isTall: boolean;
}

/** One entry in a grid: as small as can be read, to be opened, and to be dragged while it lies ahead. */
export const EntryChip = memo(function EntryChip({ entry, isTall }: Props) {
  const chip = useRef<HTMLButtonElement>(null);
  const isMovable = !entry.isSaving && movablePosts(entry, Date.now()).length > 0;
  const sayWhen = useSayWhen(entry.local.slice(0, 10));
  const platforms = shownPlatforms.filter((name) => entry.posts.some(({ platform }) => platform === name));
  return (
    <>
      <button
        ref={chip}
        type="button"
        className={classNames(classes.chip, classes[entry.tone], isTall && classes.tall)}
        data-saving={entry.isSaving || undefined}
        title={titleOf(entry.video)}
        onClick={() => openDialog({ kind: 'entry', key: entry.key })}
        {...dragProps(isMovable ? { kind: 'entry', entry } : undefined)}
      >
        <span className={classes.time}>{formatWallTime(entry.local)}</span>
        <span className={classes.title}>{titleOf(entry.video)}</span>
        <span className={classes.platforms}>
          {platforms.map((platform) => (
            <PlatformIcon key={platform} platform={platform} size={12} />
          ))}
        </span>
        <span className={classes.hidden}>{entry.isSaving ? texts.saving : sayPosts(entry, sayWhen)}</span>
      </button>
      <Refusal entry={entry} anchor={chip} />
    </>
  );
});

/** For whoever does not see colours and signs. */
function sayPosts({ posts }: Entry, sayWhen: SayWhen): string {
  return posts.map((post) => `${platformTitles[post.platform]}: ${describePost(post, sayWhen).text}`).join(', ');
}
