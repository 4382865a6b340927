import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SettingsStore } from '../../shared/domain/settings/settings-store.ts';

/** What every SettingsStore must do. */
export function describeSettingsStore(name: string, open: () => Promise<SettingsStore>): void {
  describe(`${name}: settings`, () => {
    let store: SettingsStore;
    beforeEach(async () => {
      store = await open();
    });

    it('has nothing at version 0 before anything is set', async () => {
      expect(await store.find('anna', 'youtube')).toEqual({ values: {}, version: 0 });
    });

    it('keeps every kind of value of a category', async () => {
      const values = { words: ['A', ''], flag: false, count: 3, empty: '', nothing: null, nested: { a: [1] } };
      expect(await store.replace('anna', 'global', values, 0)).toBe(true);
      expect(await store.find('anna', 'global')).toEqual({ values, version: 1 });
    });

    it('replaces a category as a whole', async () => {
      await store.replace('anna', 'tiktok', { a: 1, b: 2 }, 0);
      await store.replace('anna', 'tiktok', { b: 3 }, 1);
      expect(await store.find('anna', 'tiktok')).toEqual({ values: { b: 3 }, version: 2 });
    });

    it('lets one of many writers win who have read the same', async () => {
      const write = (index: number) => store.replace('anna', 'global', { index }, 0);
      const won = await Promise.all(Array.from({ length: 8 }, (_, index) => write(index)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.find('anna', 'global')).toEqual({ values: { index: won.indexOf(true) }, version: 1 });
      expect(await store.replace('anna', 'global', {}, 0)).toBe(false);
      expect(await store.replace('anna', 'global', {}, 2)).toBe(false);
    });

    it('lists every category of one owner', async () => {
      await store.replace('anna', 'global', { a: 1 }, 0);
      await store.replace('anna', 'instagram', { b: 2 }, 0);
      await store.replace('ben', 'youtube', { c: 3 }, 0);
      expect(await store.list('anna')).toEqual({
        global: { values: { a: 1 }, version: 1 },
        youtube: { values: {}, version: 0 },
        tiktok: { values: {}, version: 0 },
        instagram: { values: { b: 2 }, version: 1 },
      });
    });
  });
}
