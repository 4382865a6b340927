import { queryOptions } from '@tanstack/react-query';
import { type Api, api } from './api.ts';
import { withEtag } from './versioned.ts';

export type GlobalSettings = Awaited<ReturnType<Api['getGlobalSettings']>>;

/** Settings for all platforms with their version, for who changes them. */
export const versionedGlobalQuery = queryOptions({
  queryKey: ['settings', 'global'],
  queryFn: ({ signal }) => withEtag<GlobalSettings>((options) => api.getGlobalSettings({}, { ...options, signal })),
});

/** The same settings, for who only reads them. */
export const globalSettingsQuery = queryOptions({
  ...versionedGlobalQuery,
  select: ({ settings }) => settings,
  staleTime: 60_000,
});
