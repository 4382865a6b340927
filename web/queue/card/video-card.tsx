import { memo } from 'react';
import type { Video } from '../../data/api.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { VideoMenu } from '../actions/video-menu.tsx';
import type { OpenVideo } from '../open-video.ts';
import { Destinations } from './destinations.tsx';
import { SelectBox } from './select-box.tsx';
import { Thumbnail } from './thumbnail.tsx';
import { Troubles } from './troubles.tsx';
import classes from './video-card.module.css';
import { VideoFacts } from './video-facts.tsx';

interface Props {
  readonly video: Video;
  readonly onOpen: OpenVideo;
}

/** One video of the queue and what became of it at every destination. Drawn anew only when something of it changes. */
export const VideoCard = memo(function VideoCard({ video, onOpen }: Props) {
  const title = video.youtube_title || video.filename;
  return (
    <article className={classes.card} aria-label={title}>
      <SelectBox videoId={video.id} title={title} />
      <Thumbnail video={video} />
      <div className={classes.words}>
        <h2 className={classes.title}>
          <button type="button" className={classes.open} onClick={() => onOpen(video.id)} title={texts.open}>
            {title}
          </button>
        </h2>
        <VideoFacts video={video} />
        <Destinations video={video} />
        <Troubles video={video} onOpen={onOpen} />
      </div>
      <VideoMenu video={video} title={title} onOpen={onOpen} />
    </article>
  );
});
