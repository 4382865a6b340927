import type { Video } from '../../data/api.ts';
import { shownPlatforms } from '../../data/platforms.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { formatDateTime } from '../../texts/format.ts';
import { Thumbnail } from '../card/thumbnail.tsx';
import { VideoFacts } from '../card/video-facts.tsx';
import { Checks } from './checks.tsx';
import classes from './details.module.css';
import { PostDetails } from './post-details.tsx';
import { Words } from './words.tsx';

const { details: texts } = queueTexts;

export function VideoDetails({ video }: { readonly video: Video }) {
  const begun = video.posts.filter((post) => post.status !== 'pending');
  const posts = shownPlatforms.flatMap((platform) => begun.filter((post) => post.platform === platform));
  return (
    <div className={classes.details}>
      <div className={classes.top}>
        <Thumbnail video={video} />
        <div>
          <VideoFacts video={video} />
          <p className={classes.quiet}>{texts.added(formatDateTime(video.created_at))}</p>
        </div>
      </div>
      <section>
        <h3 className={classes.title}>{texts.destinations}</h3>
        {posts.length === 0 && <p className={classes.quiet}>{texts.none}</p>}
        <ul className={classes.posts}>
          {posts.map((post) => (
            <PostDetails key={post.id} video={video} post={post} />
          ))}
        </ul>
      </section>
      <Checks video={video} />
      <Words video={video} />
    </div>
  );
}
