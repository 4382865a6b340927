import type { GoogleAccounts } from './google-accounts.ts';
import { allowsRedirect, type OauthClient } from './oauth-clients.ts';
import { isChallenge } from './pkce.ts';
import { isKnownScope, parseScopes } from './scopes.ts';

/** A problem that is shown to the person and never redirected. */
export class AuthorizePageError extends Error {
  override readonly name = 'AuthorizePageError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface AuthorizeRequest {
  readonly client: OauthClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly prompt: readonly string[];
  readonly state: string | null;
  readonly includeGrantedScopes: boolean;
  readonly loginHint: string | null;
  readonly challenge: string | null;
  readonly challengeMethod: 'S256' | 'plain';
  readonly nonce: string | null;
  /** The query as it came, for the consent form to carry along. */
  readonly query: string;
}

/**
 * Checks an authorization request.
 * @throws AuthorizePageError for everything that must not be redirected
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#creatingclient
 */
export function parseAuthorizeRequest(google: GoogleAccounts, query: URLSearchParams): AuthorizeRequest {
  const client = findClient(google, query);
  const redirectUri = query.get('redirect_uri');
  if (!redirectUri) throw new AuthorizePageError('invalid_request', 'Missing required parameter: redirect_uri');
  if (!allowsRedirect(client, redirectUri)) {
    throw new AuthorizePageError(
      'redirect_uri_mismatch',
      `The redirect URI in the request, ${redirectUri}, does not match the ones authorized for the OAuth client.`,
    );
  }
  if (query.get('response_type') !== 'code') {
    throw new AuthorizePageError('unsupported_response_type', 'Only response_type=code is possible here.');
  }
  return {
    client,
    redirectUri,
    scopes: parseKnownScopes(query),
    offline: parseAccessType(query),
    prompt: parsePrompt(query),
    state: query.get('state'),
    includeGrantedScopes: query.get('include_granted_scopes') === 'true',
    loginHint: query.get('login_hint'),
    ...parseChallenge(query),
    nonce: query.get('nonce'),
    query: query.toString(),
  };
}

function findClient(google: GoogleAccounts, query: URLSearchParams): OauthClient {
  const clientId = query.get('client_id');
  if (!clientId) throw new AuthorizePageError('invalid_request', 'Missing required parameter: client_id');
  const client = google.findClient(clientId);
  if (!client) throw new AuthorizePageError('invalid_client', 'The OAuth client was not found.');
  if (client.deleted) throw new AuthorizePageError('deleted_client', 'The OAuth client was deleted.');
  return client;
}

function parseKnownScopes(query: URLSearchParams): string[] {
  const scopes = parseScopes(query.get('scope') ?? '');
  if (scopes.length === 0) throw new AuthorizePageError('invalid_request', 'Missing required parameter: scope');
  const unknown = scopes.filter((scope) => !isKnownScope(scope));
  if (unknown.length > 0) {
    throw new AuthorizePageError('invalid_scope', `Some requested scopes were invalid: ${unknown.join(', ')}`);
  }
  return scopes;
}

function parseAccessType(query: URLSearchParams): boolean {
  const accessType = query.get('access_type') ?? 'online';
  if (accessType !== 'online' && accessType !== 'offline') {
    throw new AuthorizePageError('invalid_request', `Invalid parameter value for access_type: ${accessType}`);
  }
  return accessType === 'offline';
}

function parsePrompt(query: URLSearchParams): string[] {
  const prompt = (query.get('prompt') ?? '').split(/\s+/).filter((word) => word !== '');
  const unknown = prompt.find((word) => !['none', 'consent', 'select_account'].includes(word));
  if (unknown !== undefined || (prompt.includes('none') && prompt.length > 1)) {
    throw new AuthorizePageError('invalid_request', `Invalid parameter value for prompt: ${prompt.join(' ')}`);
  }
  return prompt;
}

function parseChallenge(query: URLSearchParams): Pick<AuthorizeRequest, 'challenge' | 'challengeMethod'> {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256') {
    throw new AuthorizePageError('invalid_request', `Invalid parameter value for code_challenge_method: ${method}`);
  }
  if (challenge !== null && !isChallenge(challenge)) {
    throw new AuthorizePageError('invalid_request', 'Invalid parameter value for code_challenge');
  }
  return { challenge, challengeMethod: method };
}
