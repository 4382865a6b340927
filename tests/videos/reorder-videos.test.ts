import { beforeEach, describe, expect, it } from '@jest/globals';
import { listVideos } from '../../functions/videos/list-videos.ts';
import { reorderVideos } from '../../functions/videos/reorder-videos.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import { buildVideo } from '../support/build-video.ts';
import fc from '../support/fast-check.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const count = 9;
const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
const all = Array.from({ length: count }, (_, index) => idOf(index));

let world: VideosWorld;
let writes: number;
beforeEach(() => {
  world = freshWorld();
});

/** A queue of nine videos that counts its moves. */
function freshWorld(): VideosWorld {
  const created = createVideosWorld();
  for (const videoId of all) {
    created.videos.set(videoId, buildVideo({ videoId, filename: videoId, position: `z${videoId}` }));
  }
  writes = 0;
  const { order } = created.deps;
  const move: typeof order.move = (...call) => {
    writes += 1;
    return order.move(...call);
  };
  return { ...created, deps: { ...created.deps, order: { ...order, move } } };
}

const reorder = (video_ids: string[], target = world) =>
  reorderVideos({ params: undefined, query: undefined, body: { video_ids } }, anna, target.deps);
async function orderOf(target = world): Promise<string[]> {
  const page = await listVideos({ params: undefined, query: {}, body: undefined }, anna, target.deps);
  return page.body.map(({ id }) => id);
}

describe('POST /api/videos/reorder', () => {
  it('answers ok and the count, and the order is really kept', async () => {
    const wanted = all.toReversed();
    expect(await reorder(wanted)).toEqual({ ok: true, count });
    expect(await orderOf()).toEqual(wanted);
  });

  it('keeps any order of any videos, with no more writes than places changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: 1 }), async (ids) => {
        const fresh = freshWorld();
        await reorder(ids, fresh);
        let next = 0;
        const wanted = all.map((id) => (ids.includes(id) ? ids[next++] : id));
        expect(await orderOf(fresh)).toEqual(wanted);
        expect(writes).toBeLessThanOrEqual(wanted.filter((id, index) => id !== all[index]).length);
      }),
      { numRuns: 40 },
    );
  });

  it('writes nothing for the order that is there', async () => {
    await reorder(all);
    expect(writes).toBe(0);
  });

  it('does not change the versions that others may be editing', async () => {
    await reorder(all.toReversed());
    expect([...world.videos.values()].every(({ version }) => version === 1)).toBe(true);
  });

  it('is 400 without videos', () => {
    expect(videoRoutes.reorderVideos.body.safeParse({ video_ids: [] }).success).toBe(false);
  });

  it('refuses a video that is named twice', async () => {
    await expect(reorder([idOf(1), idOf(2), idOf(1)])).rejects.toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path: 'video_ids.2' })],
    });
  });

  it('is 404 for videos that are unknown or not yours, naming them', async () => {
    world.videos.set(idOf(3), buildVideo({ videoId: idOf(3), ownerId: 'berta' }));
    await expect(reorder([idOf(1), idOf(3), 'never-there'])).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining(idOf(3)),
      details: [
        expect.objectContaining({ path: 'video_ids.1', message: expect.stringContaining(idOf(3)) }),
        expect.objectContaining({ path: 'video_ids.2', message: expect.stringContaining('never-there') }),
      ],
    });
    expect(writes).toBe(0);
  });

  it('comes through when somebody else sorts at the same time', async () => {
    await Promise.all([reorder([idOf(0), idOf(8)].toReversed()), reorder([idOf(2), idOf(7)].toReversed())]);
    const order = await orderOf();
    expect(new Set(order)).toEqual(new Set(all));
    expect(order.indexOf(idOf(8))).toBeLessThan(order.indexOf(idOf(0)));
    expect(order.indexOf(idOf(7))).toBeLessThan(order.indexOf(idOf(2)));
  });
});
