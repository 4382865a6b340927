import { describe, expect, it } from '@jest/globals';
import { PostStatus } from '../../../shared/contract/post-status.ts';
import type { PostState } from '../../../shared/domain/posts/post.ts';
import { mediaEndsAt, nextMediaLook } from '../../../shared/domain/videos/media-retention.ts';
import fc from '../../support/fast-check.ts';

const day = 24 * 60 * 60_000;
const post = (state: PostState, updatedAt = 0) => ({ state, updatedAt });

describe('the file of a video', () => {
  it('is kept for so many days after the last success', () => {
    const posts = [post('published', 5 * day), post('published', 2 * day), post('cancelled', 9 * day)];
    expect(mediaEndsAt(posts, 30)).toBe(35 * day);
    expect(mediaEndsAt(posts, 1)).toBe(6 * day);
  });

  it('is kept for ever when its owner says so', () => {
    expect(mediaEndsAt([post('published')], 0)).toBeNull();
  });

  it.each([[[]], [[post('cancelled')]]])('is kept while nothing of the video is out: %j', (posts) => {
    expect(mediaEndsAt(posts, 1)).toBeNull();
  });

  it('is kept while any post may still want it, whatever the others say', () => {
    const over: readonly string[] = ['published', 'cancelled'];
    const state = fc.constantFrom(...PostStatus.options);
    fc.assert(
      fc.property(fc.array(state, { maxLength: 6 }), fc.integer({ min: 0, max: 3650 }), (states, keepDays) => {
        const endsAt = mediaEndsAt(
          states.map((name) => post(name)),
          keepDays,
        );
        const isOver = states.every((name) => over.includes(name)) && states.includes('published');
        expect(endsAt).toBe(isOver && keepDays > 0 ? keepDays * day : null);
      }),
    );
  });

  it('is looked at when its time comes, and every day until then', () => {
    expect(nextMediaLook(null, 100)).toBe(100 + day);
    expect(nextMediaLook(40 * day, 100)).toBe(100 + day);
    expect(nextMediaLook(100 + day / 2, 100)).toBe(100 + day / 2);
  });
});
