import { describe, expect, it } from '@jest/globals';
import { PostStatus } from '../../../shared/contract/post-status.ts';
import { VideoStatus } from '../../../shared/contract/routes/video-shapes.ts';
import type { PostState } from '../../../shared/domain/posts/post.ts';
import { percentOf, progressOf, statusOf } from '../../../shared/domain/videos/video-status.ts';
import { buildPost } from '../../support/build-post.ts';
import { buildVideo } from '../../support/build-video.ts';
import fc from '../../support/fast-check.ts';

const ready = buildVideo({ state: 'ready' });
const status = (...states: PostState[]) =>
  statusOf(
    ready,
    states.map((state) => buildPost({ state })),
  );

describe('statusOf', () => {
  it.each([
    [[], 'pending'],
    [['queued'], 'uploading'],
    [['published', 'uploading'], 'uploading'],
    [['published', 'published'], 'uploaded'],
    [['published', 'failed'], 'partial'],
    [['published', 'cancelled'], 'uploaded'],
    [['failed', 'failed'], 'failed'],
    [['failed', 'needs_check'], 'needs_check'],
    [['cancelled'], 'cancelled'],
    [['scheduled', 'published'], 'scheduled'],
  ] as const)('%j is %s', (states, expected) => {
    expect(status(...states)).toBe(expected);
  });

  it('is receiving as long as the bytes are', () => {
    expect(statusOf(buildVideo({ state: 'receiving' }), [])).toBe('receiving');
  });

  it('is always one of the statuses, and uploaded only when nothing is left to do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PostStatus.options), { maxLength: 5 }), (states) => {
        const result = status(...states);
        expect(VideoStatus.options).toContain(result);
        if (result === 'uploaded')
          expect(states.every((state) => ['published', 'cancelled', 'pending'].includes(state))).toBe(true);
      }),
    );
  });
});

describe('progress', () => {
  it('says 100 only when it is published', () => {
    expect(percentOf(buildPost({ state: 'uploading', bytesSent: 1000, sizeBytes: 1000 }))).toBe(99);
    expect(percentOf(buildPost({ state: 'published', bytesSent: 0, sizeBytes: 1000 }))).toBe(100);
    expect(percentOf(buildPost({ state: 'uploading', bytesSent: 500, sizeBytes: 1000 }))).toBe(50);
  });

  it('is the mean of the destinations', () => {
    const half = buildPost({ state: 'uploading', bytesSent: 500, sizeBytes: 1000 });
    expect(progressOf([half, buildPost({ state: 'published' })])).toBe(75);
    expect(progressOf([])).toBe(0);
  });
});
