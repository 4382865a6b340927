import {
  SettingsCategory,
  type SettingsStore,
  type StoredSettings,
} from '../../../shared/domain/settings/settings-store.ts';

/** Settings in memory; every answer comes a turn later, so that calls at once do overlap. */
export function createMemorySettings(): SettingsStore {
  const rows = new Map<string, StoredSettings>();
  const keyOf = (ownerId: string, category: SettingsCategory) => `${ownerId}/${category}`;
  const find = async (ownerId: string, category: SettingsCategory) => {
    await Promise.resolve();
    return structuredClone(rows.get(keyOf(ownerId, category)) ?? { values: {}, version: 0 });
  };
  return {
    find,
    list: async (ownerId) => {
      const all = SettingsCategory.options.map(async (category) => [category, await find(ownerId, category)] as const);
      return Object.fromEntries(await Promise.all(all)) as Record<SettingsCategory, StoredSettings>;
    },
    replace: async (ownerId, category, values, version) => {
      await Promise.resolve();
      const key = keyOf(ownerId, category);
      if ((rows.get(key)?.version ?? 0) !== version) return false;
      rows.set(key, structuredClone({ values, version: version + 1 }));
      return true;
    },
  };
}
