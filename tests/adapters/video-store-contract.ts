import { beforeEach, describe, expect, it } from '@jest/globals';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { VideoOrder } from '../../shared/domain/videos/video-order.ts';
import type { VideoStore } from '../../shared/domain/videos/video-store.ts';
import { buildVideo } from '../support/build-video.ts';

interface Stores {
  readonly store: VideoStore;
  readonly order: VideoOrder;
}

const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
const videoOf = (number: number, change: Partial<VideoRecord> = {}): VideoRecord => {
  const videoId = idOf(number);
  return buildVideo({ videoId, filename: `${number}.mp4`, position: `z${videoId}`, ...change });
};

/** What every store of videos has to do, whatever it is made of. */
export function describeVideoStore(name: string, open: () => Promise<Stores>): void {
  describe(`video store: ${name}`, () => {
    let store: VideoStore;
    let order: VideoOrder;
    beforeEach(async () => {
      ({ store, order } = await open());
    });
    const names = async (ownerId = 'anna') => (await store.list(ownerId)).map(({ filename }) => filename);

    it('gives back what was put in, to its owner alone', async () => {
      const video = videoOf(1, { rolls: { 'global.title': { template: '{random}', words: ['A'] } } });
      expect(await store.add(video)).toBeUndefined();
      expect(await store.find('anna', video.videoId)).toEqual(video);
      expect(await store.find('berta', video.videoId)).toBeUndefined();
      expect(await store.list('berta')).toEqual([]);
    });

    it('lets no two waiting videos of one owner share a name', async () => {
      await store.add(videoOf(1));
      expect(await store.add(videoOf(2, { filename: '1.mp4' }))).toEqual({ videoId: idOf(1), same: 'name' });
      expect(await store.add(videoOf(3, { filename: '1.mp4', ownerId: 'berta' }))).toBeUndefined();
      expect(await names()).toEqual(['1.mp4']);
    });

    it('lets no two waiting videos of one owner share a declared content', async () => {
      const sha256 = 'a'.repeat(64);
      await store.add(videoOf(1, { sha256 }));
      expect(await store.add(videoOf(2, { sha256 }))).toEqual({ videoId: idOf(1), same: 'content' });
      expect(await store.add(videoOf(3, { sha256: 'b'.repeat(64) }))).toBeUndefined();
    });

    it('holds nothing and compares nothing where duplicates are allowed', async () => {
      await store.add(videoOf(1));
      expect(await store.add(videoOf(2, { filename: '1.mp4' }), { mayRepeat: true })).toBeUndefined();
      await store.add(videoOf(3), { mayRepeat: true });
      expect(await store.add(videoOf(4, { filename: '3.mp4' }))).toBeUndefined();
    });

    it('takes over what a video that waits no longer holds, and only that', async () => {
      const sha256 = 'a'.repeat(64);
      await store.add(videoOf(1));
      await store.add(videoOf(2, { sha256 }));
      const both = videoOf(3, { filename: '1.mp4', sha256 });
      expect(await store.add(both, { released: [idOf(1)] })).toEqual({ videoId: idOf(2), same: 'content' });
      expect(await store.add(both, { released: [idOf(1), idOf(2)] })).toBeUndefined();
      await store.remove(videoOf(1));
      expect(await store.add(videoOf(4, { filename: '1.mp4' }))).toEqual({ videoId: idOf(3), same: 'name' });
    });

    it('never overwrites a video that is there', async () => {
      await store.add(videoOf(1));
      await store.update('anna', idOf(1), { state: 'ready' });
      await expect(store.add(videoOf(1, { state: 'receiving' }))).rejects.toThrow();
      await expect(store.add(videoOf(1, { state: 'receiving' }), { mayRepeat: true })).rejects.toThrow();
      expect((await store.find('anna', idOf(1)))?.state).toBe('ready');
    });

    it('names who would be in the way, and holds nothing by that', async () => {
      const sha256 = 'a'.repeat(64);
      await store.add(videoOf(1, { sha256 }));
      const rival = (change: Partial<VideoRecord>, released: string[] = []) =>
        store.findRival(videoOf(2, change), released);
      expect(await rival({ filename: '1.mp4' })).toEqual({ videoId: idOf(1), same: 'name' });
      expect(await rival({ sha256 })).toEqual({ videoId: idOf(1), same: 'content' });
      expect(await rival({ filename: '1.mp4', ownerId: 'berta' })).toBeUndefined();
      expect(await rival({ filename: '1.mp4', sha256 }, [idOf(1)])).toBeUndefined();
      expect(await rival({})).toBeUndefined();
      expect(await store.add(videoOf(3, { filename: '2.mp4' }))).toBeUndefined();
    });

    it('frees name and content of a removed video', async () => {
      const video = videoOf(1, { sha256: 'a'.repeat(64) });
      await store.add(video);
      await store.remove(video);
      expect(await store.find('anna', video.videoId)).toBeUndefined();
      expect(await store.add({ ...video, videoId: idOf(2) })).toBeUndefined();
    });

    it('counts the videos of each owner', async () => {
      const counted = await Promise.all([1, 2, 3].map(() => store.takeIndex('anna')));
      expect(counted.toSorted()).toEqual([1, 2, 3]);
      expect(await store.takeIndex('berta')).toBe(1);
    });

    it('lets one of two edits of the same version win', async () => {
      const video = videoOf(1);
      await store.add(video);
      const edits = await Promise.all(['A', 'B'].map((title) => store.edit(video, { settings: { title } })));
      expect(edits.filter((edit) => edit !== undefined)).toHaveLength(1);
      expect(await store.find('anna', video.videoId)).toMatchObject({ version: 2 });
    });

    it('edits nothing that is being deleted', async () => {
      await store.add(videoOf(1));
      await store.update('anna', idOf(1), { deletingAt: 1 });
      expect(await store.edit(videoOf(1), { settings: { title: 'Late' } })).toBeUndefined();
    });

    it('makes no new version of what the system finds out, and leaves what is gone alone', async () => {
      await store.add(videoOf(1));
      expect(await store.update('anna', idOf(1), { state: 'ready' })).toMatchObject({ version: 1, state: 'ready' });
      expect(await store.update('anna', idOf(2), { state: 'ready' })).toBeUndefined();
      expect(await store.edit(videoOf(2), { settings: {} })).toBeUndefined();
    });

    it('lists new videos last', async () => {
      for (const number of [2, 1, 3]) await store.add(videoOf(number));
      expect(await names()).toEqual(['1.mp4', '2.mp4', '3.mp4']);
    });

    it('moves a video that is where it was thought to be', async () => {
      for (const number of [1, 2, 3]) await store.add(videoOf(number));
      const place = { videoId: idOf(3), position: `z${idOf(3)}` };
      expect(await order.move('anna', place, `z${idOf(1)}V`)).toBe(true);
      expect(await order.move('anna', place, 'a0')).toBe(false);
      expect(await names()).toEqual(['1.mp4', '3.mp4', '2.mp4']);
      expect(await order.findPlaces('anna', [idOf(3), idOf(9)])).toEqual([
        { videoId: idOf(3), position: `z${idOf(1)}V` },
      ]);
      expect(await order.findPlaces('berta', [idOf(3)])).toEqual([]);
    });

    it('pages through all videos, each once, also past one that is gone', async () => {
      for (let number = 1; number <= 7; number += 1) await store.add(videoOf(number));
      const first = await order.listPage('anna', { limit: 3 });
      expect(first.videos.map(({ filename }) => filename)).toEqual(['1.mp4', '2.mp4', '3.mp4']);
      await store.remove(videoOf(3));
      const second = await order.listPage('anna', { limit: 3, after: first.next });
      expect(second.videos.map(({ filename }) => filename)).toEqual(['4.mp4', '5.mp4', '6.mp4']);
      const last = await order.listPage('anna', { limit: 3, after: second.next });
      expect(last).toMatchObject({ videos: [{ filename: '7.mp4' }], next: undefined });
      expect(await order.listPage('anna', { limit: 6 })).toMatchObject({ next: undefined });
    });

    it('reads a stretch with its neighbours', async () => {
      for (let number = 1; number <= 5; number += 1) await store.add(videoOf(number));
      const at = (number: number) => `z${idOf(number)}`;
      expect(await order.readStretch('anna', at(2), at(3))).toEqual({
        places: [2, 3].map((number) => ({ videoId: idOf(number), position: at(number) })),
        before: at(1),
        after: at(4),
      });
      expect(await order.readStretch('anna', at(1), at(5))).toMatchObject({ before: null, after: null });
    });
  });
}
