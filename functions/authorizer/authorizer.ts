import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import type { SessionStore } from '../../shared/domain/accounts/session-store.ts';
import { recogniseSession } from '../../shared/domain/accounts/sessions.ts';
import type { TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';
import { recogniseToken } from '../../shared/domain/tokens/recognise-token.ts';
import { isTokenSecret } from '../../shared/domain/tokens/token-secret.ts';
import type { AuthorizerContext } from '../../shared/http/find-caller.ts';
import { readBearer } from '../../shared/http/read-bearer.ts';
import { readSessionToken, sessionCookieName } from '../../shared/http/session-cookie.ts';
import { describeError } from '../../shared/log/describe-error.ts';

/** What API Gateway tells an authorizer, as far as this one looks at it. */
export type AuthorizerEvent = Pick<APIGatewayRequestAuthorizerEventV2, 'cookies' | 'headers' | 'requestContext'>;

interface Deps {
  readonly sessions: Pick<SessionStore, 'find' | 'touch'>;
  /** Opened when the first bearer token comes. */
  readonly tokens: () => Promise<TokenFinder>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly logError: (fields: Record<string, unknown>) => void;
}

/**
 * The authorizer lets every call through and only says who is there: whether that is enough decides the function behind
 * it, which answers in the one error shape. It never throws, because API Gateway would make a bare 500 of that.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function createAuthorizer(deps: Deps) {
  return async (event: AuthorizerEvent): Promise<APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>> => {
    const logError = (error: unknown) =>
      deps.logError({ requestId: event.requestContext?.requestId, error: describeError(error) });
    try {
      // A call that shows both means the token: the cookie comes by itself.
      const bearer = readBearer(event.headers);
      return answer(
        await (bearer === undefined ? recogniseCookie(event, deps) : recogniseBearer(bearer, deps, logError)),
      );
    } catch (error) {
      logError(error);
      return answer({ state: 'unavailable' });
    }
  };
}

async function recogniseCookie(event: AuthorizerEvent, { sessions, clock }: Deps): Promise<AuthorizerContext> {
  const token = findSessionToken(event);
  const session = token === undefined ? undefined : await recogniseSession(sessions, token, clock());
  if (!session) return { state: 'anonymous' };
  return { state: 'signed-in', userId: session.userId, sessionId: session.sessionId };
}

async function recogniseBearer(
  bearer: string,
  { tokens, clock }: Deps,
  onLost: (error: unknown) => void,
): Promise<AuthorizerContext> {
  const grant = isTokenSecret(bearer) ? await recogniseToken(await tokens(), bearer, clock(), onLost) : undefined;
  if (!grant) return { state: 'bad-token' };
  return { state: 'token', userId: grant.ownerId, tokenId: grant.tokenId, scopes: grant.scopes };
}

/**
 * Over HTTPS only the cookie with the `__Host-` prefix counts: a neighbouring subdomain or a plain-HTTP answer can plant
 * one with the plain name and so sign a person in to somebody else's account. API Gateway sets this header itself.
 */
function findSessionToken({ cookies, headers }: AuthorizerEvent): string | undefined {
  const scheme = headers?.['x-forwarded-proto'] === 'http' ? 'http://' : 'https://';
  return readSessionToken(cookies, [sessionCookieName(scheme)]);
}

function answer(context: AuthorizerContext) {
  return { isAuthorized: true, context };
}
