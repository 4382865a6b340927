import { useState } from 'react';
import type { Post, Video } from '../../data/api.ts';
import { useAccountName } from '../../data/connections.ts';
import { platformTitles } from '../../data/platforms.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { cancelPost, retryPost } from '../actions/video-actions.ts';
import { isRetriable, isStoppable } from '../actions/what-can-be-done.ts';
import { SeeLink } from '../card/see-link.tsx';
import { describePost } from '../describe-post.ts';
import classes from './details.module.css';
import { NeedsCheck } from './needs-check.tsx';
import { Timeline } from './timeline.tsx';

interface Props {
  readonly video: Video;
  readonly post: Post;
}

/** One destination: how it stands, what it says, what has happened so far. */
export function PostDetails({ video, post }: Props) {
  const [showsTimeline, setShowsTimeline] = useState(false);
  const { tone, text } = describePost(post);
  const title = platformTitles[post.platform];
  const account = useAccountName(post.platform, post.connection_id);
  const isRunning = post.status === 'uploading';
  return (
    <li className={classes.post}>
      <div className={classes.head}>
        <PlatformIcon platform={post.platform} size={18} />
        <span className={classes.name}>{account === undefined ? title : `${title}, ${account}`}</span>
        <Badge tone={tone}>{text}</Badge>
      </div>
      {isRunning && <ProgressBar percent={post.percent} label={queueTexts.progress(title)} />}
      {post.error !== null && <p>{post.error.message}</p>}
      {post.status === 'needs_check' && <NeedsCheck videoId={video.id} post={post} />}
      <div className={classes.head}>
        <SeeLink post={post} />
        {isRetriable(post) && (
          <Button small onClick={() => void retryPost(video.id, post.id)}>
            {actionTexts.retry}
          </Button>
        )}
        {isStoppable(post) && (
          <Button small variant="danger" onClick={() => void cancelPost(video.id, post.id)}>
            {actionTexts.cancel}
          </Button>
        )}
        <Button small variant="quiet" aria-expanded={showsTimeline} onClick={() => setShowsTimeline(!showsTimeline)}>
          {showsTimeline ? queueTexts.details.hideTimeline : queueTexts.details.showTimeline}
        </Button>
      </div>
      {showsTimeline && <Timeline videoId={video.id} post={post} />}
    </li>
  );
}
