import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Video } from '../../data/api.ts';
import { hasCode } from '../../data/errors.ts';
import { replaceVideos, videoQuery } from '../../data/videos.ts';
import type { VideoChange } from '../../forms/platform-values.ts';
import { formTexts } from '../../texts/en/forms.ts';
import { showToast } from '../../ui/toasts.ts';
import { tellRefused } from '../actions/tell-refused.ts';
import { keepDraft, readDraft } from './drafts.ts';
import { saveChange } from './save-change.ts';

/**
 * A change of one video before it is saved: only what was touched, so that two people who change different things do not
 * undo each other. It is made on the version that was there when the typing began; whoever was faster is pointed out.
 * The browser's way back closes the video without a question, so what is typed is there again when it is opened again.
 */
export function useVideoEdit(video: Video) {
  const client = useQueryClient();
  const [change, setChange] = useState<VideoChange>(() => readDraft(video.id)?.change ?? {});
  const [base, setBase] = useState(() => readDraft(video.id)?.base ?? video.version);
  const isDirty = Object.keys(change).length > 0;
  useEffect(() => keepDraft(video.id, isDirty ? { change, base } : undefined), [video.id, isDirty, change, base]);
  const save = useMutation({
    mutationFn: (version: number) => saveChange(video.id, change, version),
    onSuccess: ({ kept, ...saved }) => {
      keepDraft(video.id, undefined);
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
      // At once: closing the video leaves no time to notice it.
      keepDraft(video.id, undefined);
      setChange({});
      save.reset();
    },
    save: () => save.mutate(base),
    saveOver: () => save.mutate(video.version),
  };
}

export type VideoEdit = ReturnType<typeof useVideoEdit>;
