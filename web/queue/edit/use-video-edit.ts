import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Video } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import { replaceVideos, videoQuery } from '../../data/videos.ts';
import type { VideoChange } from '../../forms/platform-values.ts';
import { formTexts } from '../../texts/en/forms.ts';
import { showToast } from '../../ui/toasts.ts';
import { tellRefused } from '../actions/tell-refused.ts';
import { saveChange } from './save-change.ts';

/**
 * A change of one video before it is saved: only what was touched, so that two people who change different things do not
 * undo each other. It is made on the version that was there when the typing began; whoever was faster is pointed out.
 */
export function useVideoEdit(video: Video) {
  const client = useQueryClient();
  const [change, setChange] = useState<VideoChange>({});
  const [base, setBase] = useState(video.version);
  const isDirty = Object.keys(change).length > 0;
  const save = useMutation({
    mutationFn: (version: number) => saveChange(video.id, change, version),
    onSuccess: ({ kept, ...saved }) => {
      setChange({});
      setBase(saved.version);
      replaceVideos(client, [saved]);
      showToast(formTexts.saved, 'good');
      tellRefused(kept);
    },
    onError: () => client.invalidateQueries({ queryKey: videoQuery(video.id).queryKey }),
  });
  return {
    change,
    isDirty,
    isSaving: save.isPending,
    error: save.error,
    isOvertaken: hasCode(save.error, 'precondition_failed'),
    touch: (more: VideoChange) => {
      if (!isDirty) setBase(video.version);
      setChange((present) => ({ ...present, ...more }));
    },
    discard: () => {
      setChange({});
      save.reset();
    },
    save: () => save.mutate(base),
    saveOver: () => save.mutate(video.version),
  };
}

export type VideoEdit = ReturnType<typeof useVideoEdit>;
