import { useQuery } from '@tanstack/react-query';
import { hasCode } from '../../data/errors.ts';
import { videoQuery } from '../../data/videos.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Note } from '../../ui/note.tsx';
import { VideoDetails } from './video-details.tsx';

const { details: texts } = queueTexts;

interface Props {
  readonly videoId: string;
  readonly onClose: () => void;
}

/** Everything about one video, beside the queue. */
export function DetailsPanel({ videoId, onClose }: Props) {
  const { data: video, error, refetch } = useQuery(videoQuery(videoId));
  return (
    <Dialog kind="panel" title={video?.youtube_title || video?.filename || ''} onClose={onClose}>
      {video && <VideoDetails video={video} />}
      {!video && !error && <ListSkeleton />}
      {error && hasCode(error, 'not_found') && <Note>{texts.gone}</Note>}
      {error && !video && !hasCode(error, 'not_found') && <LoadError error={error} onRetry={refetch} />}
    </Dialog>
  );
}
