import { describe, expect, it } from '@jest/globals';
import { buildEntries, type EntryOptions } from '../../web/calendar/entries/build-entries.ts';
import { entryKey } from '../../web/calendar/entries/entry.ts';
import { movablePosts } from '../../web/calendar/entries/movable.ts';
import type { Post, Video } from '../../web/data/api.ts';

const options: EntryOptions = {
  toLocal: (at) => new Date(at).toISOString().slice(0, 16),
  moving: new Map(),
};

function buildVideo(id: string, posts: readonly Partial<Post>[]): Video {
  const base = {
    platform: 'youtube',
    landed: false,
    stopping: false,
    next_attempt_at: null,
    scheduled_time: null,
    published_at: null,
    percent: 0,
  };
  return { id, posts: posts.map((post, index) => ({ id: `${id}-${index}`, ...base, ...post })) } as unknown as Video;
}
const noon = '2026-11-22T12:00:00.000Z';
const one = '2026-11-22T13:00:00.000Z';
const show = (entries: ReturnType<typeof buildEntries>) =>
  entries.map(({ video, local, posts, tone }) => [video.id, local.slice(11), posts.length, tone]);

describe('buildEntries', () => {
  it('puts together what goes out together, in the order of time', () => {
    const both = { status: 'scheduled', scheduled_time: one } as const;
    const videos = [
      buildVideo('a', [both, both, { status: 'scheduled', scheduled_time: noon }]),
      buildVideo('b', [
        { status: 'published', scheduled_time: noon },
        { status: 'failed', scheduled_time: noon },
      ]),
    ];
    expect(show(buildEntries(videos, options))).toEqual([
      ['a', '12:00', 1, 'accent'],
      ['b', '12:00', 2, 'bad'],
      ['a', '13:00', 2, 'accent'],
    ]);
  });

  it('leaves out what has no time, and what was cancelled', () => {
    const videos = [
      buildVideo('a', [{ status: 'cancelled', scheduled_time: noon }, { status: 'pending' }, { status: 'published' }]),
    ];
    expect(buildEntries(videos, options)).toEqual([]);
  });

  it('shows what went out without a plan when it did, platforms within ten minutes as one', () => {
    const outAt = (published_at: string) => ({ status: 'published', published_at }) as const;
    const video = buildVideo('a', [outAt('2026-11-22T12:02:00.000Z'), outAt(noon), outAt(one)]);
    expect(show(buildEntries([video], options))).toEqual([
      ['a', '12:00', 2, 'good'],
      ['a', '13:00', 1, 'good'],
    ]);
  });

  it('shows what is being moved where it is going', () => {
    const video = buildVideo('a', [{ status: 'scheduled', scheduled_time: noon }]);
    const moving = new Map([[entryKey('a', Date.parse(noon)), '2026-11-24T09:00']]);
    expect(buildEntries([video], { ...options, moving })).toMatchObject([
      { local: '2026-11-24T09:00', isSaving: true },
    ]);
  });
});

describe('movablePosts', () => {
  it('are those that lie ahead and are not being taken back', () => {
    const posts = [
      { status: 'scheduled', scheduled_time: one },
      { status: 'processing', scheduled_time: one, landed: true },
      { status: 'scheduled', scheduled_time: noon },
      { status: 'published', scheduled_time: one },
      { status: 'processing', scheduled_time: one, stopping: true },
    ] as const;
    const video = buildVideo('a', posts);
    expect(movablePosts({ posts: video.posts }, Date.parse(noon)).map(({ id }) => id)).toEqual(['a-0', 'a-1']);
  });
});
