import { api } from '../../data/api.ts';
import {
  type InstagramSettings,
  instagramSettingsQuery,
  type TiktokSettings,
  tiktokSettingsQuery,
  type YoutubeSettings,
  youtubeSettingsQuery,
} from '../../data/platform-settings.ts';
import { type GlobalSettings, versionedGlobalQuery } from '../../data/settings.ts';
import { createCategory } from './category.ts';

/** Everything that this page changes, by category. */
export const categories = {
  global: createCategory<GlobalSettings>({
    name: 'global',
    query: versionedGlobalQuery,
    send: (body, options) => api.setGlobalSettings({ body }, options),
  }),
  youtube: createCategory<YoutubeSettings>({
    name: 'youtube',
    query: youtubeSettingsQuery,
    send: (body, options) => api.setYoutubeSettings({ body }, options),
  }),
  tiktok: createCategory<TiktokSettings>({
    name: 'tiktok',
    query: tiktokSettingsQuery,
    send: (body, options) => api.setTiktokSettings({ body }, options),
  }),
  instagram: createCategory<InstagramSettings>({
    name: 'instagram',
    query: instagramSettingsQuery,
    send: (body, options) => api.setInstagramSettings({ body }, options),
  }),
} as const;
