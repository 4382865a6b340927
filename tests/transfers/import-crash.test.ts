import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ImportWorld, partBytes, startImportWorld } from './support/import-world.ts';
import { dyingAt } from './support/watched.ts';

let world: ImportWorld;

beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.close());

it.each(['before', 'after'] as const)(
  'a worker that dies %s any call leaves a file of which its successor makes exactly one video',
  async (when) => {
    const length = 2 * partBytes + 9;
    const calls: string[] = [];
    const counting = { before: (call: string) => void calls.push(call) };
    const first = await world.plantVideo(world.makeVideo(length), 'counted.mp4');
    expect((await world.openQueue().work(first, { watch: counting })).item.state).toBe('done');
    expect(calls).toContain('records.take');

    for (const [index, call] of calls.entries()) {
      const place = `died ${when} ${index + 1}. ${call}`;
      const queue = world.openQueue();
      const bytes = world.makeVideo(length);
      const item = await world.plantVideo(bytes, 'killed.mp4');
      const dead = await queue.work(item, { watch: dyingAt(index + 1, when) });
      expect([place, dead.error]).toEqual([place, expect.objectContaining({ message: expect.any(String) })]);
      const { item: done, error } = await queue.work(dead.item);
      expect([place, error, done.state, done.reason]).toEqual([place, undefined, 'done', null]);
      const videos = queue.arrived().map((video) => [video.filename, video.state, video.bytes?.equals(bytes)]);
      expect([place, videos]).toEqual([place, [['killed.mp4', 'ready', true]]]);
      expect([place, [...queue.records.made.values()]]).toEqual([place, [done.videoId]]);
      expect([place, queue.bucket.objects.size]).toEqual([place, 1]);
      // Of an upload that nobody heard of nothing has been sent.
      expect([place, [...queue.bucket.uploads.values()].map(({ parts }) => parts.size)]).toEqual([
        place,
        [...queue.bucket.uploads.values()].map(() => 0),
      ]);
      expect([place, queue.bucket.sentBytes() <= length + partBytes]).toEqual([place, true]);
    }
  },
  60_000,
);
