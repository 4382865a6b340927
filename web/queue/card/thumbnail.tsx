import { Clapperboard } from 'lucide-react';
import type { Video } from '../../data/api.ts';
import { formatClock } from '../../texts/format.ts';
import { useThumbnail } from '../../upload/thumbnails/use-thumbnail.ts';
import classes from './thumbnail.module.css';

/** A frame of the video, where this browser has taken one. Decoration: the title stands beside it. */
export function Thumbnail({ video }: { readonly video: Video }) {
  const url = useThumbnail(video.id);
  return (
    <div className={classes.frame}>
      {url === undefined ? <Clapperboard size={22} aria-hidden /> : <img src={url} alt="" className={classes.image} />}
      {video.media && <span className={classes.length}>{formatClock(video.media.duration_seconds)}</span>}
    </div>
  );
}
