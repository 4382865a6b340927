import { queryOptions } from '@tanstack/react-query';
import { type Api, api } from './api.ts';

export type GlobalSettings = Awaited<ReturnType<Api['getGlobalSettings']>>;

export const globalSettingsQuery = queryOptions({
  queryKey: ['settings', 'global'],
  queryFn: ({ signal }): Promise<GlobalSettings> => api.getGlobalSettings({}, { signal }),
  staleTime: 60_000,
});
