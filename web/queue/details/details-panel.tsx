import { useQuery } from '@tanstack/react-query';
import { hasCode } from '../../data/errors.ts';
import { videoQuery } from '../../data/videos.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { Note } from '../../ui/note.tsx';
import type { Side } from '../open-video.ts';
import { OpenVideo } from './open-video.tsx';

const { details: texts } = queueTexts;

interface Props {
  readonly videoId: string;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onClose: () => void;
}

/** Everything about one video, beside the queue. */
export function DetailsPanel({ videoId, side, onSide, onClose }: Props) {
  const { data: video, error, refetch } = useQuery(videoQuery(videoId));
  if (video) return <OpenVideo key={videoId} video={video} side={side} onSide={onSide} onClose={onClose} />;
  return (
    <Dialog kind="panel" title="" onClose={onClose}>
      {!error && <ListSkeleton />}
      {error && hasCode(error, 'not_found') && <Note>{texts.gone}</Note>}
      {error && !hasCode(error, 'not_found') && <LoadError error={error} onRetry={refetch} />}
    </Dialog>
  );
}
