import type { Caller, GoogleAccounts } from '../google-oauth/google-accounts.ts';
import { toScope } from '../google-oauth/scopes.ts';
import type { Exchange } from '../platform.ts';
import { GoogleApiError } from './google-api-error.ts';

/** The access token of a request, from the header or the query. */
export function readBearer(exchange: Exchange): string | null {
  const match = /^Bearer +(\S+)$/i.exec(exchange.request.headers.authorization ?? '');
  return match?.[1] ?? exchange.query.get('access_token');
}

/**
 * The caller, provided that one of the scopes was granted.
 * @param scopeNames short names, any of which is enough
 * @throws GoogleApiError 401 without a live token, 403 `insufficientPermissions` without a scope
 */
export function authorizeCaller(google: GoogleAccounts, exchange: Exchange, scopeNames: readonly string[]): Caller {
  const bearer = readBearer(exchange);
  if (bearer === null) {
    throw new GoogleApiError({
      status: 401,
      reason: 'authorizationRequired',
      message: 'Request is missing required authentication credential.',
      entryMessage: 'Login Required.',
      location: 'Authorization',
      locationType: 'header',
      grpcStatus: 'UNAUTHENTICATED',
    });
  }
  const caller = google.authenticate(bearer, exchange.nowMs);
  if (!caller) {
    throw new GoogleApiError({
      status: 401,
      reason: 'authError',
      message: 'Request had invalid authentication credentials.',
      entryMessage: 'Invalid Credentials',
      location: 'Authorization',
      locationType: 'header',
      grpcStatus: 'UNAUTHENTICATED',
    });
  }
  if (!scopeNames.some((name) => caller.scopes.includes(toScope(name)))) {
    throw new GoogleApiError({
      status: 403,
      reason: 'insufficientPermissions',
      message: 'Request had insufficient authentication scopes.',
      entryMessage: 'Insufficient Permission',
      grpcStatus: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
        },
      ],
    });
  }
  return caller;
}
