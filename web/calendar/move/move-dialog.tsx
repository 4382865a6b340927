import { useMutation, useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '../../data/connections.ts';
import { ScheduleForm, type ScheduleWish } from '../../queue/schedule/schedule-form.tsx';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { formatWallDateTime } from '../../texts/format-days.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toasts.ts';
import { type CalendarDialog, closeDialog } from '../calendar-dialog.ts';
import { titleOf } from '../entries/entry.ts';
import { putTime, tellMoved } from './moves.ts';

const { move: texts } = calendarTexts;

interface Props {
  readonly task: Extract<CalendarDialog, { kind: 'move' }>;
}

/** The same as dragging, for keyboards, far days, exact minutes, and some destinations only. */
export function MoveDialog({ task: { video, connectionIds, local, zone, error, entryKey } }: Props) {
  const connections = useQuery(connectionsQuery);
  const move = useMutation({
    mutationFn: (wish: ScheduleWish) =>
      putTime(video, { ...wish, ...(connectionIds && { connection_ids: wish.connection_ids ?? [...connectionIds] }) }),
    onSuccess: (moved, wish) => {
      showToast(texts.saved(formatWallDateTime(wish.scheduled_time)), 'good');
      tellMoved(video, entryKey, moved);
      closeDialog();
    },
  });
  const accounts = connections.data?.filter(({ id, enabled }) => connectionIds?.includes(id) ?? enabled);
  return (
    <Dialog title={texts.title(titleOf(video))} onClose={closeDialog}>
      {connections.isPending && <Spinner label={commonTexts.loading} />}
      {connections.isError && !accounts && <LoadError error={connections.error} onRetry={connections.refetch} />}
      {accounts && (
        <ScheduleForm
          initial={{ local, zone, disambiguation: undefined }}
          accounts={accounts}
          error={move.isIdle ? error : move.error}
          busy={move.isPending}
          onSubmit={move.mutate}
          onCancel={closeDialog}
        />
      )}
    </Dialog>
  );
}
