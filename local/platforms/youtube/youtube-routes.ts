import { applyFields } from '../google-api/fields-mask.ts';
import { handleUserInfo } from '../google-oauth/userinfo.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange, Route } from '../platform.ts';
import { handleCaptionsInsert, handleCaptionsList } from './captions.ts';
import { handleChannelsList } from './channels-list.ts';
import { handlePlaylistsInsert, handlePlaylistsList } from './playlist-endpoints.ts';
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

/** Method, path, operation name and handler of every JSON call. */
const apiCalls: readonly (readonly [string, string, string, Handler])[] = [
  ['GET', '/youtube/v3/channels', 'channels.list', handleChannelsList],
  ['GET', '/youtube/v3/videos', 'videos.list', handleVideosList],
  ['PUT', '/youtube/v3/videos', 'videos.update', handleVideosUpdate],
  ['DELETE', '/youtube/v3/videos', 'videos.delete', handleVideosDelete],
  ['GET', '/youtube/v3/videoCategories', 'videoCategories.list', handleVideoCategoriesList],
  ['GET', '/youtube/v3/playlists', 'playlists.list', handlePlaylistsList],
  ['POST', '/youtube/v3/playlists', 'playlists.insert', handlePlaylistsInsert],
  ['GET', '/youtube/v3/playlistItems', 'playlistItems.list', handlePlaylistItemsList],
  ['POST', '/youtube/v3/playlistItems', 'playlistItems.insert', handlePlaylistItemsInsert],
  ['GET', '/youtube/v3/captions', 'captions.list', handleCaptionsList],
  ['GET', '/youtube/v3/search', 'search.list', handleSearchList],
  ['GET', '/oauth2/v2/userinfo', 'userinfo.get', ({ google }, exchange) => handleUserInfo(google, exchange)],
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
      ([method, path, operation, handle]): Route => ({
        method,
        path,
        operation,
        audience: 'api',
        handle: async (exchange) => applyFields(await handle(youtube, exchange), exchange.query.get('fields')),
      }),
    ),
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
