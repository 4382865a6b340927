import type { AuthEndpoint } from './endpoint.ts';
import { toUserBody } from './signed-in-answer.ts';

/** Who is signed in, if anybody. */
export const me: AuthEndpoint<'me'> = async (_input, { caller }, deps) => {
  const user = caller && (await deps.users.find(caller.userId));
  return { user: user ? toUserBody(user) : null };
};
