import { expect, it } from '@jest/globals';
import { isMoving } from '../../cli/commands/watch.ts';
import { videoLines } from '../../cli/video-lines.ts';
import type { Video } from '../../shared/contract/routes/video-shapes.ts';

type Post = Video['posts'][number];
const scheduled_time = '2026-12-24T17:00:00.000Z';
const post = (change: Partial<Post>) =>
  ({ platform: 'youtube', percent: 40, url: null, error: null, scheduled_time, stopping: false, ...change }) as Post;

it('says what is being taken back', () => {
  const posts = [post({ status: 'processing', stopping: true }), post({ status: 'uploading' })];
  const [, first = '', second = ''] = videoLines({ id: 'v1', filename: 'a.mp4', status: 'uploading', posts } as Video);
  expect(first).toMatch(/^ {2}youtube +processing +being taken back +2026-12-24/);
  expect(second).toMatch(/^ {2}youtube +uploading +40 % +2026-12-24/);
});

it('waits for a time that was planned only when asked to, also where the post has landed before it', () => {
  const planned = [post({ status: 'scheduled', landed: false }), post({ status: 'processing', landed: true })];
  for (const one of planned) expect([isMoving(one, false), isMoving(one, true)]).toEqual([false, true]);
  const atOnce = post({ status: 'processing', landed: false });
  expect([isMoving(atOnce, false), isMoving(atOnce, true)]).toEqual([true, true]);
  expect(isMoving(post({ status: 'published', landed: false }), true)).toBe(false);
});
