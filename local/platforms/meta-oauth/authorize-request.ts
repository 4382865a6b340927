import type { MetaAccounts } from './meta-accounts.ts';
import type { MetaApp } from './meta-apps.ts';
import { describePermission, parseScope } from './permissions.ts';

/** A problem that is shown to the person and never redirected. */
export class AuthorizePageError extends Error {
  override readonly name = 'AuthorizePageError';
}

export interface AuthorizeRequest {
  readonly app: MetaApp;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
  /** The query as it came, for the consent form to carry along. */
  readonly query: string;
}

/**
 * Checks an authorization request of either login.
 * @throws AuthorizePageError
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
 */
export function parseAuthorizeRequest(
  meta: MetaAccounts,
  login: MetaApp['login'],
  query: URLSearchParams,
): AuthorizeRequest {
  const app = meta.findApp(query.get('client_id') ?? '', login);
  if (!app) throw new AuthorizePageError('Invalid platform app: the client id is not known.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) {
    throw new AuthorizePageError(`Invalid redirect_uri: ${redirectUri} is not among the registered ones.`);
  }
  // Facebook's dialog has `code` as its default; Instagram's has none.
  const responseType = query.get('response_type') ?? (login === 'facebook' ? 'code' : '');
  if (responseType !== 'code') throw new AuthorizePageError('response_type must be code.');
  const scopes = parseScope(query.get('scope') ?? '');
  const unknown = scopes.filter((scope) => describePermission(login, scope) === undefined);
  if (scopes.length === 0 || unknown.length > 0) {
    throw new AuthorizePageError(`Invalid scopes: ${unknown.join(', ') || 'none given'}.`);
  }
  return { app, redirectUri, scopes, state: query.get('state'), query: query.toString() };
}
