import { HopperError } from '../hopper-error.ts';
import { completeSettings, type SettingsOf } from './load-settings.ts';
import type { SettingsCategory, SettingsStore } from './settings-store.ts';

/** Every try fails only because another write succeeded, so that many of them mean a storm of writes. */
const maxTries = 50;

/**
 * Changes a category of settings: it is written only over what was read, and read again when somebody else was faster, so
 * that two tabs never undo each other.
 * @param decide the fields to set, in view of all present ones; may throw, may be asked more than once; none = no write
 * @returns the whole category
 * @throws HopperError conflict
 */
export async function changeSettings<Category extends SettingsCategory>(
  store: Pick<SettingsStore, 'find' | 'replace'>,
  ownerId: string,
  category: Category,
  decide: (current: SettingsOf<Category>) => Partial<SettingsOf<Category>>,
): Promise<SettingsOf<Category>> {
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const { values, version } = await store.find(ownerId, category);
    const current = completeSettings(category, values);
    const change = decide(current);
    if (Object.keys(change).length === 0) return current;
    const changed = { ...values, ...change };
    if (await store.replace(ownerId, category, changed, version)) return completeSettings(category, changed);
  }
  throw new HopperError('conflict', 'These settings are being changed by others all the time. Try again shortly.');
}
