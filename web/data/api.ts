import { createClient } from '../../shared/contract/client.ts';

/** The API of this page's own origin. The session is a cookie that scripts cannot read. */
export const api = createClient({ baseUrl: '' });

export type Api = typeof api;
export type User = NonNullable<Awaited<ReturnType<Api['me']>>['user']>;
export type Video = Awaited<ReturnType<Api['listVideos']>>[number];
export type Post = Video['posts'][number];
export type ConnectedAccount = Awaited<ReturnType<Api['listConnections']>>[number];
