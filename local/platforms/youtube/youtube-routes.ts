import { applyFields } from '../google-api/fields-mask.ts';
import { handleUserInfo } from '../google-oauth/userinfo.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange, Route } from '../platform.ts';
import { handleCaptionsDelete, handleCaptionsInsert, handleCaptionsList } from './captions.ts';
import { handleChannelsList } from './channels-list.ts';
import { handlePlaylistsInsert, handlePlaylistsList } from './playlist-endpoints.ts';
import { handlePlaylistItemsDelete } from './playlist-items-delete.ts';
import { handlePlaylistItemsInsert } from './playlist-items-insert.ts';
import { handlePlaylistItemsList } from './playlist-items-list.ts';
import { handleSearchList } from './search-list.ts';
import { handleAvatar, handleHomePage, handleMedia, handleThumbnailImage, handleWatchPage } from './site.ts';
import { handleThumbnailsSet } from './thumbnails-set.ts';
import { handleVideoCategoriesList } from './video-categories-list.ts';
import { handleVideosList } from './videos-list.ts';
import { handleVideosDelete, handleVideosUpdate } from './videos-update.ts';
import type { Youtube } from './youtube.ts';

type Handler = (youtube: Youtube, exchange: Exchange) => Answer | Promise<Answer>;

/** Method, resource, operation name and handler of every JSON call. */
const apiCalls: readonly (readonly [string, string, string, Handler])[] = [
  ['GET', 'channels', 'channels.list', handleChannelsList],
  ['GET', 'videos', 'videos.list', handleVideosList],
  ['PUT', 'videos', 'videos.update', handleVideosUpdate],
  ['DELETE', 'videos', 'videos.delete', handleVideosDelete],
  ['GET', 'videoCategories', 'videoCategories.list', handleVideoCategoriesList],
  ['GET', 'playlists', 'playlists.list', handlePlaylistsList],
  ['POST', 'playlists', 'playlists.insert', handlePlaylistsInsert],
  ['GET', 'playlistItems', 'playlistItems.list', handlePlaylistItemsList],
  ['POST', 'playlistItems', 'playlistItems.insert', handlePlaylistItemsInsert],
  ['DELETE', 'playlistItems', 'playlistItems.delete', handlePlaylistItemsDelete],
  ['GET', 'captions', 'captions.list', handleCaptionsList],
  ['DELETE', 'captions', 'captions.delete', handleCaptionsDelete],
  ['GET', 'search', 'search.list', handleSearchList],
];

const mediaCalls: readonly (readonly [RegExp, string, Handler])[] = [
  [/^(\/resumable)?\/upload\/youtube\/v3\/thumbnails\/set$/, 'thumbnails.set', handleThumbnailsSet],
  [/^(\/resumable)?\/upload\/youtube\/v3\/captions$/, 'captions.insert', handleCaptionsInsert],
];

const pages: readonly (readonly [RegExp, string, Handler])[] = [
  [/^\/$/, 'site.home', handleHomePage],
  [/^\/(watch|shorts\/[^/]+)$/, 'site.watch', handleWatchPage],
  [/^\/media\/[^/]+$/, 'site.media', handleMedia],
  [/^\/vi\/[^/]+\/[^/]+$/, 'site.thumbnail', handleThumbnailImage],
  [/^\/avatar\/[^/]+$/, 'site.avatar', handleAvatar],
];

/** Everything but uploading videos. */
export function buildYoutubeRoutes(youtube: Youtube): Route[] {
  return [
    ...apiCalls.map(
      ([method, resource, operation, handle]): Route => ({
        method,
        // The official client replaces the path of a global rootUrl: `<server>/youtube` then arrives without `/youtube` twice.
        path: new RegExp(`^(/youtube)?/v3/${resource}$`),
        operation,
        audience: 'api',
        handle: async (exchange) => applyFields(await handle(youtube, exchange), exchange.query.get('fields')),
      }),
    ),
    {
      method: 'GET',
      path: '/oauth2/v2/userinfo',
      operation: 'userinfo.get',
      audience: 'api',
      handle: (exchange) => handleUserInfo(youtube.google, exchange),
    },
    ...mediaCalls.map(
      ([path, operation, handle]): Route => ({
        method: 'POST',
        path,
        operation,
        audience: 'api',
        streamsBody: true,
        handle: (exchange) => handle(youtube, exchange),
      }),
    ),
    ...pages.map(
      ([path, operation, handle]): Route => ({
        method: 'GET',
        path,
        operation,
        audience: 'page',
        handle: (exchange) => handle(youtube, exchange),
      }),
    ),
  ];
}
