import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { Popover } from 'react-aria-components';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useFrame } from '../calendar-context.ts';
import { openDialog } from '../calendar-dialog.ts';
import type { Entry } from '../entries/entry.ts';
import { movablePosts } from '../entries/movable.ts';
import { forgetRefusal } from './moves.ts';
import classes from './refusal.module.css';

const { refused: texts } = calendarTexts;

interface Props {
  readonly entry: Entry;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly reasons: readonly string[];
}

/** The reasons for a refusal, and the way on. */
export function OpenRefusal({ entry, anchor, reasons }: Props) {
  const { zone, now } = useFrame();
  const movable = movablePosts(entry, now);
  const close = () => forgetRefusal(entry.key);
  const connectionIds = movable.map((post) => post.connection_id);
  const choose = () => {
    close();
    openDialog({ kind: 'move', video: entry.video, connectionIds, local: entry.local, zone, entryKey: entry.key });
  };
  return (
    <Popover
      isOpen
      isNonModal
      triggerRef={anchor}
      placement="bottom start"
      onOpenChange={(isOpen) => !isOpen && close()}
      className={classes.popover ?? ''}
    >
      <div role="dialog" aria-label={texts.title} className={classes.content}>
        <div className={classes.head}>
          {texts.title}
          <IconButton icon={X} label={commonTexts.dismiss} onClick={close} />
        </div>
        <div role="alert">
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
        {movable.length > 0 && (
          <div className={classes.actions}>
            <Button small onClick={choose}>
              {texts.other}
            </Button>
          </div>
        )}
      </div>
    </Popover>
  );
}
