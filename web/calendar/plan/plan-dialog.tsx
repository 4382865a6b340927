import { useMutation, useQuery } from '@tanstack/react-query';
import type { ConnectedAccount, Video } from '../../data/api.ts';
import { api } from '../../data/api.ts';
import { queryClient } from '../../data/query-client.ts';
import { globalSettingsQuery } from '../../data/settings.ts';
import { refreshVideos } from '../../data/videos.ts';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { PlanWish } from './plan-all.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanOutcome } from './plan-outcome.tsx';

const { plan: texts } = calendarTexts;

interface Props {
  readonly videos: readonly Video[];
  readonly accounts: readonly ConnectedAccount[] | undefined;
  readonly isComplete: boolean;
  readonly onClose: () => void;
}

/** Gives every waiting video a time, after showing which; and says afterwards what was left out, and why. */
export function PlanDialog({ videos, accounts, isComplete, onClose }: Props) {
  const settings = useQuery(globalSettingsQuery);
  const order = useMutation({
    mutationFn: (wish: PlanWish) => api.postVideos({ body: wish }, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => refreshVideos(queryClient),
  });
  if (order.data) {
    return (
      <Dialog title={texts.doneTitle} onClose={onClose}>
        <PlanOutcome outcome={order.data} videos={videos} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <p>{texts.text}</p>
      {settings.isPending && <Spinner label={commonTexts.loading} />}
      {settings.isError && !settings.data && <LoadError error={settings.error} onRetry={settings.refetch} />}
      {settings.data && (
        <PlanForm
          settings={settings.data}
          videos={videos}
          accounts={accounts ?? []}
          isReady={isComplete && accounts !== undefined}
          error={order.error}
          busy={order.isPending}
          onSubmit={order.mutate}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
