import { accountRoutes } from './connections-accounts.ts';
import { destinationRoutes } from './connections-destinations.ts';
import { oauthRoutes } from './connections-oauth.ts';
import { tiktokRoutes } from './connections-tiktok.ts';
import { youtubeRoutes } from './connections-youtube.ts';

/** Every route of the connections area. */
export const connectionRoutes = {
  ...oauthRoutes,
  ...accountRoutes,
  ...destinationRoutes,
  ...tiktokRoutes,
  ...youtubeRoutes,
};
