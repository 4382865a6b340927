import { describe, expect, it } from '@jest/globals';
import type { Post, Video } from '../../web/data/api.ts';
import { isMoving, planLook } from '../../web/queue/follow/plan-look.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const media = { duration_seconds: 4 };

function buildVideo(id: string, posts: readonly Partial<Post>[], change: object = {}): Video {
  const base = { status: 'pending', landed: false, stopping: false, next_attempt_at: null, scheduled_time: null };
  const video = {
    id,
    status: 'pending',
    media,
    media_state: 'stored',
    posts: posts.map((post) => ({ ...base, ...post })),
  };
  return { ...video, ...change } as unknown as Video;
}

describe('planLook', () => {
  it('looks at nothing where nothing happens by itself', () => {
    const videos = [
      buildVideo('a', [{ status: 'published' }]),
      buildVideo('b', [{ status: 'failed' }]),
      buildVideo('c', []),
    ];
    expect(planLook(videos, now, 0)).toBeUndefined();
  });

  it('looks at what moves, and ever more seldom while nothing changes', () => {
    const videos = [buildVideo('a', [{ status: 'uploading' }]), buildVideo('b', [])];
    expect(planLook(videos, now, 0)).toEqual({ ids: ['a'], delayMilliseconds: 1000 });
    expect(planLook(videos, now, 2)?.delayMilliseconds).toBe(2250);
    expect(planLook(videos, now, 50)?.delayMilliseconds).toBe(15_000);
  });

  it('looks again when a time comes', () => {
    const soon = buildVideo('a', [{ status: 'scheduled', scheduled_time: '2026-11-22T12:05:00Z' }]);
    const later = buildVideo('b', [{ status: 'waiting', next_attempt_at: '2026-11-22T12:30:00Z' }]);
    expect(planLook([later, soon], now, 0)).toEqual({ ids: ['a'], delayMilliseconds: 300_000 });
  });

  it('keeps asking, not too often, about what is overdue', () => {
    const late = buildVideo('a', [{ status: 'scheduled', scheduled_time: '2026-11-22T11:59:00Z' }]);
    expect(planLook([late], now, 0)).toEqual({ ids: ['a'], delayMilliseconds: 1000 });
    expect(planLook([late], now, 9)?.delayMilliseconds).toBe(16_000);
  });

  it('does not sleep for months', () => {
    const far = buildVideo('a', [{ status: 'scheduled', scheduled_time: '2027-11-22T12:00:00Z' }]);
    expect(planLook([far], now, 0)?.delayMilliseconds).toBe(3_600_000);
  });
});

describe('isMoving', () => {
  it('knows files that are being looked at', () => {
    expect(isMoving(buildVideo('a', [], { media: null }))).toBe(true);
    expect(isMoving(buildVideo('a', [], { media: null, status: 'receiving' }))).toBe(false);
    expect(isMoving(buildVideo('a', [], { media: null, media_state: 'removed' }))).toBe(false);
    expect(isMoving(buildVideo('a', [], { media: null, unreadable: true }))).toBe(false);
  });

  it('knows what is taken back, and what waits unseen at its platform', () => {
    expect(isMoving(buildVideo('a', [{ status: 'cancelled', stopping: true }]))).toBe(true);
    expect(isMoving(buildVideo('a', [{ status: 'processing', landed: true }]))).toBe(false);
  });
});
