import type * as z from 'zod';
import { route } from '../route.ts';
import { GlobalChange, GlobalSettings } from '../settings/global.ts';
import { InstagramSettings } from '../settings/instagram.ts';
import { TiktokSettings } from '../settings/tiktok.ts';
import { YoutubeSettings } from '../settings/youtube.ts';

function read<const Id extends string, const Category extends string, Output extends z.ZodType>(
  id: Id,
  category: Category,
  output: Output,
) {
  return route({
    id,
    method: 'GET',
    path: `/api/${category}/settings` as const,
    area: 'settings',
    access: 'session',
    summary: `All ${category} settings, with the defaults of what was never set`,
    status: 200,
    output,
    etag: 'body',
  });
}

function change<
  const Id extends string,
  const Category extends string,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(id: Id, category: Category, shapes: { readonly body: Body; readonly output: Output }) {
  return route({
    id,
    method: 'POST',
    path: `/api/${category}/settings` as const,
    area: 'settings',
    access: 'session',
    summary: `Change some ${category} settings`,
    description:
      'Any subset of the fields, as JSON or as query parameters; the answer has all of them. What the platform would refuse is refused here, with the field and the reason.',
    ...shapes,
    status: 200,
    queryAsBody: true,
    etag: 'body',
    ifMatch: true,
    errors: ['conflict'],
  });
}

/** What holds for every video that says nothing else: one category for all platforms, and one for each of them. */
export const settingsRoutes = {
  getGlobalSettings: read('getGlobalSettings', 'global', GlobalSettings),
  setGlobalSettings: route({
    ...change('setGlobalSettings', 'global', { body: GlobalChange, output: GlobalSettings }),
    errors: ['conflict', 'ambiguous_time', 'nonexistent_time'],
  }),
  getYoutubeSettings: read('getYoutubeSettings', 'youtube', YoutubeSettings),
  setYoutubeSettings: change('setYoutubeSettings', 'youtube', {
    body: YoutubeSettings.partial(),
    output: YoutubeSettings,
  }),
  getTiktokSettings: read('getTiktokSettings', 'tiktok', TiktokSettings),
  setTiktokSettings: change('setTiktokSettings', 'tiktok', { body: TiktokSettings.partial(), output: TiktokSettings }),
  getInstagramSettings: read('getInstagramSettings', 'instagram', InstagramSettings),
  setInstagramSettings: change('setInstagramSettings', 'instagram', {
    body: InstagramSettings.partial(),
    output: InstagramSettings,
  }),
};
