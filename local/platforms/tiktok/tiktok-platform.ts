import { type Answer, emptyAnswer, htmlAnswer } from '../http/answer.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import type { Exchange, InjectedError, Platform, PlatformContext } from '../platform.ts';
import { findTiktokCaller } from './authorize-caller.ts';
import { removeTiktokOrphans } from './clean-uploads.ts';
import { TiktokOauthError } from './oauth/tiktok-oauth-error.ts';
import { openTiktok, tiktokPrefix } from './tiktok.ts';
import { TiktokError } from './tiktok-error.ts';
import { buildTiktokRoutes, oauthPaths } from './tiktok-routes.ts';

/** TikTok: Login Kit, Content Posting API, its upload host and the site, in one place. */
export function createTiktokPlatform(context: PlatformContext): Platform {
  const tiktok = openTiktok(context);
  removeTiktokOrphans(tiktok);
  return {
    name: 'tiktok',
    prefix: tiktokPrefix,
    routes: buildTiktokRoutes(tiktok),
    settle: (nowMs) => {
      tiktok.tasks.settle(nowMs);
      tiktok.webhooks.settle(nowMs);
      const { accessTokens, refreshTokens, usedRefreshTokens, codes } = tiktok.store;
      for (const { token } of accessTokens.listDue(nowMs)) accessTokens.remove(token);
      for (const { token } of refreshTokens.listDue(nowMs)) refreshTokens.remove(token);
      for (const { token } of usedRefreshTokens.listDue(nowMs)) usedRefreshTokens.remove(token);
      for (const { code } of codes.listDue(nowMs)) codes.remove(code);
    },
    toErrorAnswer: toTiktokErrorAnswer,
    answerThrown: (error) => {
      if (error instanceof TiktokError || error instanceof TiktokOauthError) return error.toAnswer();
      if (!(error instanceof BodyTooLargeError)) return undefined;
      return new TiktokError(413, 'invalid_params', error.message).toAnswer();
    },
    revokeToken: (exchange, what) => {
      const caller = findTiktokCaller(tiktok, exchange);
      if (!caller) return;
      if (what === 'grant') tiktok.revokeGrant(caller.app.clientKey, caller.account.id);
      else tiktok.store.accessTokens.remove(caller.token);
    },
    loseSession: (exchange, status) => {
      const task = tiktok.tasks.findByUpload(exchange.query.get('upload_id') ?? '');
      if (!task) return;
      const over = status === 404 ? { urlLost: true } : { urlExpiresAtMs: exchange.nowMs };
      tiktok.tasks.save({ ...task, ...over }, exchange.nowMs);
    },
  };
}

const defaultCodes: Readonly<Record<number, string>> = {
  400: 'invalid_params',
  401: 'access_token_invalid',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limit_exceeded',
};

/** What the common parts of the simulation call their own errors. */
const internalReasons: Readonly<Record<string, string>> = { notFound: 'not_found', internalError: 'internal_error' };

function toTiktokErrorAnswer({ status, reason, message }: InjectedError, exchange: Exchange): Answer {
  // Gateway errors come from the front end, which speaks HTML; so does the upload host, where it speaks at all.
  if ((status === 502 || status === 504) && reason === undefined) {
    return htmlAnswer(status, `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`);
  }
  if (exchange.path === '/video/' && reason === undefined) return emptyAnswer(status);
  const text = message ?? 'Simulated failure.';
  if (exchange.path.startsWith(oauthPaths)) {
    return new TiktokOauthError(
      reason ?? (status >= 500 ? 'server_error' : 'invalid_request'),
      text,
      status,
    ).toAnswer();
  }
  const code = internalReasons[reason ?? ''] ?? reason ?? defaultCodes[status] ?? 'internal_error';
  return new TiktokError(status, code, text).toAnswer();
}
