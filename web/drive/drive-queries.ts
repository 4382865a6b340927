import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../data/api.ts';
import { hasCode, isPassing } from '../data/errors.ts';
import type { Place } from './browse/place.ts';

const pageSize = 100;
const freshMilliseconds = 30_000;

/** Whether the session of a Drive is over, or its grant: then it has to be opened again. */
export function isClosed(error: unknown): boolean {
  return hasCode(error, 'invalid_drive_token') || hasCode(error, 'reconnect_needed');
}

/** The account of an open Drive and its room. */
export function accountQuery(token: string) {
  return queryOptions({
    queryKey: ['drive', token, 'account'],
    queryFn: ({ signal }) => api.getDriveAccount({ query: { token } }, { signal }),
    staleTime: freshMilliseconds,
  });
}

export function sharedDrivesQuery(token: string) {
  return queryOptions({
    queryKey: ['drive', token, 'shared-drives'],
    queryFn: ({ signal }) => api.listSharedDrives({ query: { token } }, { signal }),
    staleTime: 300_000,
  });
}

export function pathQuery(token: string, folderId: string) {
  return queryOptions({
    queryKey: ['drive', token, 'path', folderId],
    queryFn: ({ signal }) => api.getFolderPath({ query: { token, folder_id: folderId } }, { signal }),
    staleTime: 300_000,
  });
}

function firstPage(): string | undefined {
  return undefined;
}

/** What is in a place, or what of the whole Drive has a name with these words. */
export function filesQuery(token: string, place: Place, words: string) {
  return infiniteQueryOptions({
    queryKey: ['drive', token, 'files', place, words],
    queryFn: ({ pageParam, signal }) => listFiles(token, place, words, pageParam, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextPageToken }) => nextPageToken ?? undefined,
    staleTime: freshMilliseconds,
    retry: (failures, error) => failures < 2 && isPassing(error),
  });
}

function listFiles(token: string, place: Place, words: string, pageToken: string | undefined, signal: AbortSignal) {
  const common = { token, page_size: pageSize, page_token: pageToken };
  if (words !== '') {
    const driveId = place.kind === 'folder' ? place.driveId : null;
    const query = { ...common, search: words, drive_id: driveId ?? undefined, order_by: 'folder,name' as const };
    return api.listFilesAdvanced({ query }, { signal });
  }
  if (place.kind === 'folder') return api.listFolderContents({ query: { ...common, folder_id: place.id } }, { signal });
  const query = { ...common, shared_with_me: 'true', order_by: 'folder,name' } as const;
  return api.listFilesAdvanced({ query }, { signal });
}

/** What explains the rights before Google asks for them. */
export const scopesQuery = queryOptions({
  queryKey: ['drive-scopes'],
  queryFn: ({ signal }) => api.explainDriveScopes({}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
