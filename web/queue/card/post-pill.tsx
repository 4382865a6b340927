import type { Post } from '../../data/api.ts';
import { useAccountName } from '../../data/connections.ts';
import { platformTitles } from '../../data/platforms.ts';
import { queueTexts as texts } from '../../texts/en/queue.ts';
import { classNames } from '../../ui/class-names.ts';
import { PlatformIcon } from '../../ui/platform-icon.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { describePost, type SayWhen } from '../describe-post.ts';
import classes from './destinations.module.css';
import { SeeLink } from './see-link.tsx';

interface Props {
  readonly post: Post;
  readonly sayWhen?: SayWhen;
}

/** How one post stands, as small as possible. */
export function PostPill({ post, sayWhen }: Props) {
  const { tone, text } = describePost(post, sayWhen);
  const account = useAccountName(post.platform, post.connection_id);
  const title = platformTitles[post.platform];
  return (
    <li className={classNames(classes.pill, classes[tone])}>
      <PlatformIcon platform={post.platform} size={15} />
      <span>
        <span className={classes.hidden}>{title}: </span>
        {account === undefined ? text : `${account}: ${text}`}
      </span>
      {post.status === 'uploading' && <ProgressBar percent={post.percent} label={texts.progress(title)} />}
      <SeeLink post={post} isShort />
    </li>
  );
}
