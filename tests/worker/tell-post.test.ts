import { expect, it } from '@jest/globals';
import { tellPost } from '../../shared/worker/tell-post.ts';
import { buildPost } from '../support/build-post.ts';

const now = 1_700_000_000_000;

function told(changes: Parameters<typeof buildPost>[0]) {
  const lines: unknown[] = [];
  tellPost((name, { value, of }) => void lines.push([name, value, of]), buildPost(changes), now);
  return lines;
}

it('a post that is out counts, and how long it took since it was ordered', () => {
  expect(told({ state: 'published', orderedAt: now - 90_000, dueAt: null })).toEqual([
    ['PostOutcomes', 1, { Platform: 'youtube', Outcome: 'published', Cause: 'none' }],
    ['PostTimeToLive', 90_000, { Platform: 'youtube' }],
  ]);
});

it('of a planned one the lag behind its time counts; one that is seen early has none', () => {
  const planned = { state: 'published', orderedAt: now - 3600_000 } as const;
  expect(told({ ...planned, dueAt: now - 1500 })[1]).toEqual(['ScheduleLag', 1500, {}]);
  expect(told({ ...planned, dueAt: now + 1 })[1]).toEqual(['ScheduleLag', 0, {}]);
});

it('a planned one is late since its user let it go on: nobody has to be woken for the days before', () => {
  const day = 24 * 3600_000;
  expect(told({ state: 'published', dueAt: now - day, orderedAt: now - 2000 })[1]).toEqual(['ScheduleLag', 2000, {}]);
});

it.each([
  ['internal', 'internal'],
  ['quotaExceeded', 'platform'],
  ['whatever the platform says today', 'platform'],
])('the cause %s is counted as %s', (code, cause) => {
  const error = { code, message: 'No.' };
  expect(told({ state: 'failed', error })).toEqual([
    ['PostOutcomes', 1, { Platform: 'youtube', Outcome: 'failed', Cause: cause }],
  ]);
});

it('a post on its way is no outcome', () => {
  expect(['queued', 'uploading', 'processing'].flatMap((state) => told({ state: state as 'queued' }))).toEqual([]);
});
