import type { Video } from '../../data/api.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { formatBytes } from '../../texts/format.ts';
import { Badge } from '../../ui/badge.tsx';
import classes from './video-facts.module.css';

/** Name and size of the file, and what is odd about it. */
export function VideoFacts({ video }: { readonly video: Video }) {
  const { media, filename, file_size_bytes: size } = video;
  const facts = [filename, formatBytes(size), media ? texts.dimensions(media.width, media.height) : undefined];
  return (
    <p className={classes.facts}>
      <span className={classes.words}>{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
      {video.title_too_long && <Badge tone="warn">{texts.titleCut(video.title_original_length)}</Badge>}
      {video.media_state === 'removed' && <Badge>{texts.fileGone}</Badge>}
    </p>
  );
}
