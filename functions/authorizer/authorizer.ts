import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import type { SessionStore } from '../../shared/domain/accounts/session-store.ts';
import { recogniseSession } from '../../shared/domain/accounts/sessions.ts';
import { describeError } from '../../shared/http/describe-error.ts';
import type { AuthorizerContext } from '../../shared/http/find-caller.ts';
import { readSessionToken, sessionCookieName } from '../../shared/http/session-cookie.ts';

/** What API Gateway tells an authorizer, as far as this one looks at it. */
export type AuthorizerEvent = Pick<APIGatewayRequestAuthorizerEventV2, 'cookies' | 'headers' | 'requestContext'>;

interface Deps {
  readonly sessions: Pick<SessionStore, 'find' | 'touch'>;
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
export function createAuthorizer({ sessions, clock, logError }: Deps) {
  return async (event: AuthorizerEvent): Promise<APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>> => {
    try {
      return answer(await recognise(sessions, findToken(event), clock()));
    } catch (error) {
      logError({ requestId: event.requestContext?.requestId, error: describeError(error) });
      return answer({ state: 'unavailable' });
    }
  };
}

async function recognise(sessions: Deps['sessions'], token: string | undefined, now: number) {
  const session = token === undefined ? undefined : await recogniseSession(sessions, token, now);
  if (!session) return { state: 'anonymous' } as const;
  return { state: 'signed-in', userId: session.userId, sessionId: session.sessionId } as const;
}

/**
 * Over HTTPS only the cookie with the `__Host-` prefix counts: a neighbouring subdomain or a plain-HTTP answer can plant
 * one with the plain name and so sign a person in to somebody else's account. API Gateway sets this header itself.
 */
function findToken({ cookies, headers }: AuthorizerEvent): string | undefined {
  const scheme = headers?.['x-forwarded-proto'] === 'http' ? 'http://' : 'https://';
  return readSessionToken(cookies, [sessionCookieName(scheme)]);
}

function answer(context: AuthorizerContext) {
  return { isAuthorized: true, context };
}
