import { Link } from 'wouter';
import type { Post, Video } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { Button } from '../../ui/button.tsx';
import type { OpenVideo } from '../open-video.ts';
import classes from './troubles.module.css';

interface Props {
  readonly video: Video;
  readonly onOpen: OpenVideo;
}

/** What went wrong, and what to do about it, for each post that needs somebody or has to wait. */
export function Troubles({ video, onOpen }: Props) {
  const troubled = video.posts.filter((post) => post.error !== null && post.status !== 'published');
  // Of one that a post has told already nobody wants to hear twice.
  const isTold = troubled.some((post) => post.error?.message === video.error);
  return (
    <>
      {video.error !== null && !isTold && <p className={classes.trouble}>{video.error}</p>}
      {troubled.map((post) => (
        <div key={post.id} className={classes.trouble}>
          <span>
            <strong>{platformTitles[post.platform]}:</strong> {post.error?.message}
          </span>
          <WayOut post={post} onOpen={() => onOpen(video.id)} />
        </div>
      ))}
    </>
  );
}

function WayOut({ post, onOpen }: { readonly post: Post; readonly onOpen: () => void }) {
  if (post.status === 'reconnect') return <Link href="/destinations">{texts.reconnect}</Link>;
  if (post.status !== 'needs_check') return null;
  return (
    <Button small onClick={onOpen}>
      {texts.check.title(platformTitles[post.platform])}
    </Button>
  );
}
