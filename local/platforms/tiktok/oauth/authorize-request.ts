import type { Tiktok } from '../tiktok.ts';
import { allowsTiktokRedirect, type TiktokApp } from '../tiktok-apps.ts';
import { isHexChallenge } from './hex-challenge.ts';
import { parseTiktokScopes, tiktokScopes } from './scopes.ts';

/** A problem that is shown to the person, because there is nowhere safe to send them. */
export class TiktokAuthorizePageError extends Error {
  override readonly name = 'TiktokAuthorizePageError';
}

/** A problem that is sent back to the app. */
export class TiktokAuthorizeRefusal extends Error {
  override readonly name = 'TiktokAuthorizeRefusal';
  readonly code: string;
  readonly target: ReturnTarget;

  constructor(target: ReturnTarget, code: string, description: string) {
    super(description);
    this.code = code;
    this.target = target;
  }
}

/** Where the browser goes back to. */
export interface ReturnTarget {
  readonly redirectUri: string;
  readonly state: string | null;
}

export interface TiktokAuthorizeRequest extends ReturnTarget {
  readonly app: TiktokApp;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
  /** The query as it came, for the consent form to carry along. */
  readonly query: string;
}

/**
 * Checks an authorization request.
 * @throws TiktokAuthorizePageError for a wrong app or redirect URI, TiktokAuthorizeRefusal for everything else
 * @see https://developers.tiktok.com/doc/login-kit-web
 */
export function parseTiktokAuthorizeRequest(tiktok: Tiktok, query: URLSearchParams): TiktokAuthorizeRequest {
  const app = tiktok.findApp(query.get('client_key') ?? '');
  if (!app) throw new TiktokAuthorizePageError('client_key');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!allowsTiktokRedirect(app, redirectUri)) throw new TiktokAuthorizePageError('redirect_uri');
  const target = { redirectUri, state: query.get('state') };
  if (query.get('response_type') !== 'code') {
    throw new TiktokAuthorizeRefusal(target, 'unsupported_response_type', 'response_type must be code.');
  }
  const scopes = parseTiktokScopes(query.get('scope') ?? '');
  if (scopes.length === 0 || scopes.some((scope) => !(scope in tiktokScopes))) {
    throw new TiktokAuthorizeRefusal(target, 'invalid_scope', 'The requested scope is invalid or unknown.');
  }
  return { ...target, app, scopes, challenge: parseChallenge(app, target, query), query: query.toString() };
}

/** Desktop apps must use PKCE; Login Kit for web knows none, and what it does with one is not documented. */
function parseChallenge(app: TiktokApp, target: ReturnTarget, query: URLSearchParams): string | null {
  if (app.platform === 'web') return null;
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !isHexChallenge(challenge)) {
    throw new TiktokAuthorizeRefusal(target, 'invalid_request', 'The code challenge is invalid.');
  }
  return challenge;
}
