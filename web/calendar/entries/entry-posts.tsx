import pills from '../../queue/card/destinations.module.css';
import { PostPill } from '../../queue/card/post-pill.tsx';
import { useSayWhen } from '../calendar-context.ts';
import type { Entry } from './entry.ts';

/** How each post of an entry stands, by the clock of the calendar. */
export function EntryPosts({ entry: { posts, local } }: { readonly entry: Entry }) {
  const sayWhen = useSayWhen(local.slice(0, 10));
  return (
    <ul className={pills.list}>
      {posts.map((post) => (
        <PostPill key={post.id} post={post} sayWhen={sayWhen} />
      ))}
    </ul>
  );
}
