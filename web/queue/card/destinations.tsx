import type { Video } from '../../data/api.ts';
import { shownPlatforms } from '../../data/platforms.ts';
import classes from './destinations.module.css';
import { PostPill } from './post-pill.tsx';
import { PreflightPill } from './preflight-pill.tsx';

/** Every destination: where it is posted, how that stands; elsewhere, what is to be expected. */
export function Destinations({ video }: { readonly video: Video }) {
  return (
    <ul className={classes.list}>
      {shownPlatforms.map((platform) => {
        const posts = video.posts.filter((post) => post.platform === platform && post.status !== 'pending');
        const verdict = video.preflight[platform];
        if (posts.length > 0) return posts.map((post) => <PostPill key={post.id} post={post} />);
        if (verdict === undefined || video.status === 'receiving') return null;
        return <PreflightPill key={platform} platform={platform} verdict={verdict} />;
      })}
    </ul>
  );
}
