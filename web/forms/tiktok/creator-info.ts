import { queryOptions } from '@tanstack/react-query';
import { type Api, api } from '../../data/api.ts';

export type CreatorInfo = Awaited<ReturnType<Api['getTiktokCreatorInfo']>>;

/** Asked anew whenever a form is shown, as TikTok wants it: its users change these things at any time. */
export const creatorInfoQuery = queryOptions({
  queryKey: ['tiktok', 'creator-info'],
  queryFn: ({ signal }): Promise<CreatorInfo> => api.getTiktokCreatorInfo({}, { signal }),
  staleTime: 0,
  gcTime: 0,
  retry: false,
});
