import type * as z from 'zod';
import { GlobalSettings, globalDefaults } from '../../contract/settings/global.ts';
import { platformSettings } from '../../contract/settings/platforms.ts';
import { SettingsCategory, type SettingsStore, type StoredSettings } from './settings-store.ts';

/** Every category: its complete shape and what holds until something is set. */
export const categories = {
  global: { settings: GlobalSettings, defaults: globalDefaults },
  ...platformSettings,
} as const;

/** One category with its defaults filled in. */
export type SettingsOf<Category extends SettingsCategory> = z.infer<(typeof categories)[Category]['settings']>;

/** Everything that an owner's videos go by: what was set over the defaults. */
export type EffectiveSettings = { readonly [Category in SettingsCategory]: SettingsOf<Category> };

/** All settings of an owner, complete, in one read. */
export async function loadSettings(store: Pick<SettingsStore, 'list'>, ownerId: string): Promise<EffectiveSettings> {
  return completeAll(await store.list(ownerId));
}

function completeAll(stored: Readonly<Record<SettingsCategory, StoredSettings>>): EffectiveSettings;
function completeAll(stored: Readonly<Record<SettingsCategory, StoredSettings>>): object {
  const names = SettingsCategory.options;
  return Object.fromEntries(names.map((category) => [category, completeSettings(category, stored[category].values)]));
}

/**
 * One category with its defaults laid under what was set. A stored value that its field no longer takes (it was set under
 * an older release) counts as not set: settings must never keep a user from their videos.
 */
export function completeSettings<Category extends SettingsCategory>(
  category: Category,
  values: StoredSettings['values'],
): SettingsOf<Category>;
export function completeSettings(category: SettingsCategory, values: StoredSettings['values']): unknown {
  const { settings, defaults } = categories[category];
  const shape: Readonly<Record<string, z.ZodType>> = settings.shape;
  const whole = settings.safeParse({ ...defaults, ...values });
  if (whole.success) return whole.data;
  const known = Object.entries(values).filter(([name, value]) => shape[name]?.safeParse(value).success);
  return settings.parse({ ...defaults, ...Object.fromEntries(known) });
}
