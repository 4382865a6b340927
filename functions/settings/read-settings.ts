import { completeSettings, type SettingsOf } from '../../shared/domain/settings/load-settings.ts';
import type { SettingsCategory } from '../../shared/domain/settings/settings-store.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';

/** The endpoint that answers one category. */
export function readSettings<Category extends SettingsCategory>(category: Category) {
  return async (_: unknown, { caller }: SignedInContext, { settings }: Deps): Promise<SettingsOf<Category>> =>
    completeSettings(category, (await settings.find(caller.userId, category)).values);
}
