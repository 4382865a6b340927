import { useMutation, useQuery } from '@tanstack/react-query';
import { globalSettingsQuery } from '../../data/settings.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { type Plan, postVideos } from '../actions/video-actions.ts';
import { clearSelection } from '../selection.ts';
import { PostForm } from './post-form.tsx';

const { post: texts } = actionTexts;

interface Props {
  readonly videoIds: readonly string[] | undefined;
  readonly onClose: () => void;
}

/** Posts some videos or the whole queue: now, one after the other, or at a time. */
export function PostDialog({ videoIds, onClose }: Props) {
  const settings = useQuery(globalSettingsQuery);
  const post = useMutation({
    mutationFn: (plan: Plan) => postVideos(videoIds ? { ...plan, video_ids: [...videoIds] } : plan),
    onSuccess: () => {
      clearSelection();
      onClose();
    },
  });
  return (
    <Dialog title={videoIds ? texts.titleSome(videoIds.length) : texts.titleAll} onClose={onClose}>
      <p>{texts.text}</p>
      {settings.isPending && <Spinner label={commonTexts.loading} />}
      {settings.isError && <LoadError error={settings.error} onRetry={settings.refetch} />}
      {settings.data && (
        <PostForm
          settings={settings.data}
          error={post.error}
          busy={post.isPending}
          onSubmit={post.mutate}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
