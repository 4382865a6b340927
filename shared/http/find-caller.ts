import * as z from 'zod';
import type { RouteSpec } from '../contract/route.ts';
import { scopeOf } from '../contract/scopes.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { Caller } from './endpoint.ts';
import { InsufficientScopeError } from './error-answer.ts';

const TokenCaller = z.object({
  state: z.literal('token'),
  userId: z.string().min(1),
  tokenId: z.string().min(1),
  scopes: z.array(z.string()),
});
type TokenCaller = z.infer<typeof TokenCaller>;

/** The authorizer's answer: it lets every call through and says who is there, so that refusals wear our envelope. */
export const AuthorizerContext = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-in'), userId: z.string().min(1), sessionId: z.string().min(1) }),
  TokenCaller,
  /** An API token that opens nothing (any more). */
  z.object({ state: z.literal('bad-token') }),
  z.object({ state: z.literal('anonymous') }),
  z.object({ state: z.literal('unavailable') }),
]);
export type AuthorizerContext = z.infer<typeof AuthorizerContext>;

export interface FoundCaller {
  readonly caller: Caller;
  /** The raw cookie of a caller who has come with it, and so needs a CSRF token for changes. */
  readonly sessionToken?: string;
}

/**
 * Who calls, by the access rule of the route. An authorizer that says nothing understandable opens no door.
 * @param authorizer context that the authorizer gave, unknown until parsed
 * @param sessionToken raw cookie; a caller without it cannot be checked for CSRF and counts as anonymous
 * @returns undefined for anonymous callers where they are allowed
 * @throws HopperError unauthenticated, unavailable, invalid_token, insufficient_scope, forbidden_scope
 */
export function findCaller(
  route: RouteSpec,
  authorizer: unknown,
  sessionToken: string | undefined,
): FoundCaller | undefined {
  if (route.access === 'public') return undefined;
  const { data, error: cause } = AuthorizerContext.safeParse(authorizer);
  if (!data || data.state === 'unavailable') throw new HopperError('unavailable', undefined, { cause });
  if (data.state === 'bad-token') throw new HopperError('invalid_token');
  if (data.state === 'token') return admitToken(route, data);
  if (data.state === 'signed-in' && sessionToken) {
    return { caller: { userId: data.userId, sessionId: data.sessionId }, sessionToken };
  }
  if (route.access === 'session') throw new HopperError('unauthenticated');
  return undefined;
}

function admitToken(route: RouteSpec, { userId, tokenId, scopes }: TokenCaller): FoundCaller {
  const scope = scopeOf(route);
  if (scope === undefined) throw new HopperError('forbidden_scope');
  if (!scopes.includes(scope)) throw new InsufficientScopeError(scope);
  return { caller: { userId, tokenId } };
}

/** Whether the caller is a program with an API token: nothing that a browser adds by itself gives it any power. */
export function isTokenCall(authorizer: unknown): boolean {
  return TokenCaller.safeParse(authorizer).success;
}
