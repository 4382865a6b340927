import { queryOptions } from '@tanstack/react-query';
import { type Api, api } from './api.ts';
import { withEtag } from './versioned.ts';

export type YoutubeSettings = Awaited<ReturnType<Api['getYoutubeSettings']>>;
export type TiktokSettings = Awaited<ReturnType<Api['getTiktokSettings']>>;
export type InstagramSettings = Awaited<ReturnType<Api['getInstagramSettings']>>;

export const youtubeSettingsQuery = queryOptions({
  queryKey: ['settings', 'youtube'],
  queryFn: ({ signal }) => withEtag<YoutubeSettings>((options) => api.getYoutubeSettings({}, { ...options, signal })),
});

export const tiktokSettingsQuery = queryOptions({
  queryKey: ['settings', 'tiktok'],
  queryFn: ({ signal }) => withEtag<TiktokSettings>((options) => api.getTiktokSettings({}, { ...options, signal })),
});

export const instagramSettingsQuery = queryOptions({
  queryKey: ['settings', 'instagram'],
  queryFn: ({ signal }) =>
    withEtag<InstagramSettings>((options) => api.getInstagramSettings({}, { ...options, signal })),
});
