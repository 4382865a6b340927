import type { Answer } from '../http/answer.ts';
import type { Exchange, Route } from '../platform.ts';
import { handleCreatorInfo } from './creator-info.ts';
import { handleTiktokAuthorize, handleTiktokConsent } from './oauth/authorize-endpoint.ts';
import { handleTiktokRevoke } from './oauth/revoke-endpoint.ts';
import { handleTiktokToken, tiktokTokenOperation } from './oauth/token-endpoint.ts';
import { handleCancel } from './publish/cancel-endpoint.ts';
import { handleDirectInit, handleInboxInit } from './publish/init-endpoint.ts';
import { handleStatusFetch } from './publish/status-fetch.ts';
import { createUploadEndpoint } from './publish/upload-endpoint.ts';
import {
  handleTiktokAvatar,
  handleTiktokHome,
  handleTiktokMedia,
  handleTiktokTask,
  handleTiktokVideo,
} from './site.ts';
import type { Tiktok } from './tiktok.ts';
import { handleUserInfo } from './user-info.ts';

type Handler = (tiktok: Tiktok, exchange: Exchange) => Answer | Promise<Answer>;

/** Paths below which answers are flat instead of wearing the envelope. */
export const oauthPaths = '/v2/oauth/';

/** What TikTok sends by itself has no path here, but can go wrong like everything else. */
const cancelOperation = { names: ['cancel', 'webhook', 'webhook.late'], pick: () => 'cancel' };

const apiCalls: readonly (readonly [method: string, path: string, operation: Route['operation'], Handler])[] = [
  ['POST', '/v2/oauth/token/', tiktokTokenOperation, handleTiktokToken],
  ['POST', '/v2/oauth/revoke/', 'revoke', handleTiktokRevoke],
  ['GET', '/v2/user/info/', 'user.info', handleUserInfo],
  ['POST', '/v2/post/publish/creator_info/query/', 'creator_info.query', handleCreatorInfo],
  ['POST', '/v2/post/publish/video/init/', 'video.init', handleDirectInit],
  ['POST', '/v2/post/publish/inbox/video/init/', 'inbox.init', handleInboxInit],
  ['POST', '/v2/post/publish/status/fetch/', 'status.fetch', handleStatusFetch],
  ['POST', '/v2/post/publish/cancel/', cancelOperation, handleCancel],
];

const pages: readonly (readonly [method: string, path: string | RegExp, operation: string, Handler])[] = [
  ['GET', '/v2/auth/authorize/', 'authorize', handleTiktokAuthorize],
  ['POST', '/v2/auth/authorize/', 'consent', handleTiktokConsent],
  ['GET', '/', 'site.home', handleTiktokHome],
  ['GET', /^\/@[^/]+\/video\/\d+$/, 'site.video', handleTiktokVideo],
  ['GET', /^\/publish\/[^/]+$/, 'site.task', handleTiktokTask],
  ['GET', /^\/media\/[^/]+$/, 'site.media', handleTiktokMedia],
  ['GET', /^\/avatar\/[^/]+$/, 'site.avatar', handleTiktokAvatar],
];

export function buildTiktokRoutes(tiktok: Tiktok): Route[] {
  const toRoute =
    (audience: Route['audience']) =>
    ([method, path, operation, handle]: (typeof apiCalls | typeof pages)[number]): Route => ({
      method,
      path,
      operation,
      audience,
      handle: (exchange) => handle(tiktok, exchange),
    });
  return [
    ...apiCalls.map(toRoute('api')),
    ...pages.map(toRoute('page')),
    {
      method: 'PUT',
      path: '/video/',
      operation: 'upload',
      // The address itself is the secret: no access token belongs here.
      audience: 'page',
      streamsBody: true,
      handle: createUploadEndpoint(tiktok),
    },
  ];
}
