import { useState } from 'react';
import type { Video } from '../../data/api.ts';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { useFrame } from '../calendar-context.ts';
import { openDialog } from '../calendar-dialog.ts';
import { titleOf } from '../entries/entry.ts';
import { dragProps } from '../move/drag.ts';
import classes from './waiting-strip.module.css';

const { waiting: texts } = calendarTexts;
const few = 6;
const aheadMilliseconds = 3_600_000;

/** A video that could go out and has been sent nowhere yet. */
export function isWaiting({ status, media_state: mediaState }: Video): boolean {
  return status === 'pending' && mediaState === 'stored';
}

/** Videos that have no time yet, to be dragged into the calendar. */
export function WaitingStrip({ videos }: { readonly videos: readonly Video[] }) {
  const { zone, now } = useFrame();
  const [isWhole, setWhole] = useState(false);
  if (videos.length === 0) return null;
  const shown = isWhole ? videos : videos.slice(0, few);
  return (
    <section className={classes.strip} aria-labelledby="waiting">
      <div className={classes.head}>
        <h2 id="waiting" className={classes.title}>
          {texts.title} <span className={classes.count}>{videos.length}</span>
        </h2>
        <p className={classes.text}>{texts.drag}</p>
      </div>
      <ul className={classes.list}>
        {shown.map((video) => (
          <li key={video.id} className={classes.item}>
            <button
              type="button"
              className={classes.chip}
              title={titleOf(video)}
              onClick={() =>
                openDialog({
                  kind: 'move',
                  video,
                  connectionIds: undefined,
                  local: toLocal(now + aheadMilliseconds, zone),
                  zone,
                })
              }
              {...dragProps({ kind: 'video', video })}
            >
              {titleOf(video)}
            </button>
          </li>
        ))}
        {videos.length > few && (
          <li>
            <Button small variant="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {isWhole ? texts.less : texts.all}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
