import * as z from 'zod';
import type { Access } from '../contract/route.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { Caller } from './endpoint.ts';

/** The authorizer's answer: it lets every call through and says who is there, so that refusals wear our envelope. */
export const AuthorizerContext = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-in'), userId: z.string().min(1), sessionId: z.string().min(1) }),
  z.object({ state: z.literal('anonymous') }),
  z.object({ state: z.literal('unavailable') }),
]);
export type AuthorizerContext = z.infer<typeof AuthorizerContext>;

/**
 * Who calls, by the access rule of the route. An authorizer that says nothing understandable opens no door.
 * @param authorizer context that the authorizer gave, unknown until parsed
 * @param sessionToken raw cookie; a caller without it cannot be checked for CSRF and counts as anonymous
 * @returns undefined for anonymous callers where they are allowed
 * @throws HopperError unauthenticated, unavailable
 */
export function findCaller(
  access: Access,
  authorizer: unknown,
  sessionToken: string | undefined,
): (Caller & { readonly sessionToken: string }) | undefined {
  if (access === 'public') return undefined;
  const answer = AuthorizerContext.safeParse(authorizer);
  if (!answer.success) throw new HopperError('unavailable', undefined, { cause: answer.error });
  if (answer.data.state === 'unavailable') throw new HopperError('unavailable');
  if (answer.data.state === 'signed-in' && sessionToken) {
    return { userId: answer.data.userId, sessionId: answer.data.sessionId, sessionToken };
  }
  if (access === 'session') throw new HopperError('unauthenticated');
  return undefined;
}
