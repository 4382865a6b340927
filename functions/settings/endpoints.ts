import type { AreaEndpoints } from '../../shared/http/endpoint.ts';
import { addWord, clearWordbank, removeWord } from './change-wordbank.ts';
import type { Deps } from './deps.ts';
import { previewTemplates } from './preview-templates.ts';
import { readSettings } from './read-settings.ts';
import { setGlobalSettings } from './set-global-settings.ts';
import { setPlatformSettings } from './set-platform-settings.ts';

/** What stands behind every route of this area. */
export const settingsEndpoints: AreaEndpoints<'settings', Deps> = {
  getGlobalSettings: readSettings('global'),
  setGlobalSettings,
  getYoutubeSettings: readSettings('youtube'),
  setYoutubeSettings: setPlatformSettings('youtube'),
  getTiktokSettings: readSettings('tiktok'),
  setTiktokSettings: setPlatformSettings('tiktok'),
  getInstagramSettings: readSettings('instagram'),
  setInstagramSettings: setPlatformSettings('instagram'),
  addWord,
  removeWord,
  clearWordbank,
  previewTemplates,
};
