import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Video } from '../../data/api.ts';
import { connectionsQuery } from '../../data/connections.ts';
import { queryClient } from '../../data/query-client.ts';
import { globalSettingsQuery } from '../../data/settings.ts';
import { refreshVideos } from '../../data/videos.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { showToast } from '../../ui/toasts.ts';
import { tellRefused } from '../actions/tell-refused.ts';
import { toLocal } from './list-zones.ts';
import { ScheduleForm, type ScheduleWish } from './schedule-form.tsx';

const { when: texts, scheduled } = actionTexts;
const aheadMilliseconds = 3_600_000;

interface Props {
  readonly video: Video;
  readonly onClose: () => void;
}

/** Gives one video a time, or another one, at all destinations or at some. */
export function ScheduleDialog({ video, onClose }: Props) {
  const settings = useQuery(globalSettingsQuery);
  const connections = useQuery(connectionsQuery);
  const [now] = useState(Date.now);
  const schedule = useMutation({
    mutationFn: (body: ScheduleWish) => api.putSchedule({ params: { videoId: video.id }, body }),
    onSuccess: ({ refused, kept }) => {
      showToast(scheduled, 'good');
      tellRefused([...refused, ...kept]);
      onClose();
      return refreshVideos(queryClient);
    },
  });
  const planned = video.posts.find((post) => post.schedule !== null)?.schedule;
  const zone = planned?.time_zone ?? settings.data?.time_zone;
  const isReady = settings.isFetched && connections.isFetched && zone !== undefined;
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {isReady ? (
        <ScheduleForm
          initial={{
            local: planned?.local.slice(0, 16) ?? toLocal(now + aheadMilliseconds, zone),
            zone,
            disambiguation: undefined,
          }}
          accounts={connections.data?.filter((account) => account.enabled) ?? []}
          error={schedule.error}
          busy={schedule.isPending}
          onSubmit={schedule.mutate}
          onCancel={onClose}
        />
      ) : (
        <Spinner label={commonTexts.loading} />
      )}
    </Dialog>
  );
}
