import { useMutation } from '@tanstack/react-query';
import { CalendarClock, CalendarX, ListVideo } from 'lucide-react';
import { api } from '../../data/api.ts';
import { explain } from '../../data/errors.ts';
import { queryClient } from '../../data/query-client.ts';
import { refreshVideos } from '../../data/videos.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { formatOffset, formatWallDateTime } from '../../texts/format-days.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { showToast } from '../../ui/toasts.ts';
import { useFrame } from '../calendar-context.ts';
import { closeDialog, openDialog } from '../calendar-dialog.ts';
import { tellAtEntry } from '../move/moves.ts';
import { type Entry, titleOf } from './entry.ts';
import classes from './entry-dialog.module.css';
import { EntryPosts } from './entry-posts.tsx';
import { movablePosts } from './movable.ts';

const { entry: texts } = calendarTexts;

/** One entry: what goes out then, how it stands, and what can be done about its time. */
export function EntryDialog({ entry }: { readonly entry: Entry }) {
  const { zone, now } = useFrame();
  const { video, local, posts, key, at } = entry;
  const connectionIds = movablePosts(entry, now).map((post) => post.connection_id);
  const unschedule = useMutation({
    mutationFn: () => api.deleteSchedule({ params: { videoId: video.id }, body: { connection_ids: connectionIds } }),
    onSuccess: ({ kept }) => {
      tellAtEntry(key, kept);
      showToast(actionTexts.unscheduled, 'good');
      closeDialog();
      return refreshVideos(queryClient);
    },
  });
  const meant = posts.find(({ schedule }) => schedule && schedule.time_zone !== zone)?.schedule;
  return (
    <Dialog title={titleOf(video)} onClose={closeDialog}>
      <div>
        <p className={classes.time}>
          {formatWallDateTime(local)}{' '}
          <span className={classes.quiet}>{`${zone.replaceAll('_', ' ')}, ${formatOffset(at, zone)}`}</span>
        </p>
        {meant && (
          <p className={classes.quiet}>{texts.setAs(formatWallDateTime(meant.local.slice(0, 16)), meant.time_zone)}</p>
        )}
      </div>
      <EntryPosts entry={entry} />
      {connectionIds.length > 0 && connectionIds.length < posts.length && (
        <p className={classes.quiet}>{texts.keeps}</p>
      )}
      {unschedule.isError && (
        <Note tone="bad" role="alert">
          {explain(unschedule.error)}
        </Note>
      )}
      <div className={classes.actions}>
        {connectionIds.length > 0 && (
          <>
            <Button
              variant="primary"
              onClick={() => openDialog({ kind: 'move', video, connectionIds, local, zone, entryKey: key })}
            >
              <CalendarClock size={16} aria-hidden />
              {texts.move}
            </Button>
            <Button busy={unschedule.isPending} onClick={() => unschedule.mutate()}>
              <CalendarX size={16} aria-hidden />
              {texts.unschedule}
            </Button>
          </>
        )}
        <LinkButton variant="quiet" href={`/?video=${video.id}`}>
          <ListVideo size={16} aria-hidden />
          {texts.open}
        </LinkButton>
      </div>
    </Dialog>
  );
}
