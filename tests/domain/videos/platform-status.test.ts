import { describe, expect, it } from '@jest/globals';
import { PostStatus } from '../../../shared/contract/post-status.ts';
import { PlatformStatus } from '../../../shared/contract/routes/video-shapes.ts';
import type { PostState } from '../../../shared/domain/posts/post.ts';
import { platformStatusOf } from '../../../shared/domain/videos/platform-status.ts';
import { buildPost } from '../../support/build-post.ts';
import fc from '../../support/fast-check.ts';

const status = (states: readonly PostState[], isEnabled = true) =>
  platformStatusOf(
    states.map((state) => buildPost({ state })),
    isEnabled,
  );

describe('platformStatusOf', () => {
  it('tells whether anything is to be expected where nothing was posted', () => {
    expect(status([])).toBe('pending');
    expect(status([], false)).toBe('not_enabled');
  });

  it('shows what was posted also where the platform is switched off by now', () => {
    expect(status(['published'], false)).toBe('published');
  });

  it.each([
    [['published', 'failed'], 'failed'],
    [['published', 'processing'], 'processing'],
    [['scheduled', 'waiting'], 'uploading'],
    [['published', 'needs_check'], 'needs_check'],
    [['published', 'published'], 'published'],
  ] as const)('%j of several accounts is %s', (states, expected) => {
    expect(status(states)).toBe(expected);
  });

  it('knows a word for every state', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PostStatus.options), { minLength: 1 }), (states) => {
        expect(PlatformStatus.options).toContain(status(states));
        expect(status(states) === 'published').toBe(states.every((state) => state === 'published'));
      }),
    );
  });
});
