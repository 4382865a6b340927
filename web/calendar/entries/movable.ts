import type { Post } from '../../data/api.ts';
import type { Entry } from './entry.ts';

const planned: ReadonlySet<Post['status']> = new Set([
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
  'reconnect',
]);

/** Posts of an entry that may get another time: what lies ahead. The server decides in the end, and says why not. */
export function movablePosts({ posts }: Pick<Entry, 'posts'>, now: number): readonly Post[] {
  return posts.filter(
    ({ status, stopping, scheduled_time: time }) =>
      !stopping && planned.has(status) && time !== null && Date.parse(time) > now,
  );
}
