import type { Answer } from '../http/answer.ts';
import {
  handleDebugToken,
  handlePages,
  handlePermissions,
  handleRevokePermissions,
} from '../meta-oauth/facebook-person.ts';
import { handleFacebookToken } from '../meta-oauth/facebook-tokens.ts';
import { exchangeLongToken, refreshLongToken } from '../meta-oauth/instagram-tokens.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import type { Exchange, Route } from '../platform.ts';
import { authorizeCaller } from './authorize-caller.ts';
import type { Instagram } from './instagram.ts';
import { readParameters } from './parameters.ts';

const facebook = (rest: string) => new RegExp(`^/facebook(?:/v\\d+\\.\\d+)?/${rest}$`);

/** Tokens and permissions, as far as they are served by the Graph hosts. */
export function buildSignInRoutes(instagram: Instagram): Route[] {
  const { meta, context } = instagram;
  const api = { audience: 'api' } as const;
  const asPerson = (handle: (caller: MetaCaller, exchange: Exchange) => Answer) => async (exchange: Exchange) =>
    handle(authorizeCaller(instagram, exchange, await readParameters(exchange), null), exchange);
  return [
    {
      ...api,
      method: 'GET',
      path: '/graph/access_token',
      operation: 'token.exchange-long',
      handle: (exchange) => exchangeLongToken(meta, exchange),
    },
    {
      ...api,
      method: 'GET',
      path: '/graph/refresh_access_token',
      operation: 'token.refresh',
      handle: (exchange) => refreshLongToken(meta, exchange),
    },
    {
      ...api,
      method: 'GET',
      path: facebook('oauth/access_token'),
      operation: {
        names: ['facebook.token.exchange', 'facebook.token.exchange-long'],
        pick: ({ query }) => `facebook.token.exchange${query.has('fb_exchange_token') ? '-long' : ''}`,
      },
      handle: (exchange) => handleFacebookToken(context, meta, exchange),
    },
    {
      ...api,
      method: 'GET',
      path: facebook('me/accounts'),
      operation: 'me.accounts',
      handle: asPerson((caller, exchange) => handlePages(meta, caller, exchange)),
    },
    {
      ...api,
      method: 'GET',
      path: facebook('me/permissions'),
      operation: 'me.permissions',
      handle: asPerson((caller) => handlePermissions(meta, caller)),
    },
    {
      ...api,
      method: 'DELETE',
      path: facebook('(?:me|\\d+)/permissions(?:/\\w+)?'),
      operation: 'permissions.delete',
      handle: asPerson((caller, exchange) => handleRevokePermissions(meta, caller, exchange)),
    },
    {
      ...api,
      method: 'GET',
      path: facebook('debug_token'),
      operation: 'debug_token',
      handle: (exchange) => handleDebugToken(meta, exchange),
    },
  ];
}
