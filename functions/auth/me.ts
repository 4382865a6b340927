import { endSessionOf } from '../../shared/domain/accounts/sessions.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toUserBody } from './signed-in-answer.ts';

/** Who is signed in, if anybody. */
export const me: AuthEndpoint<'me'> = async (_input, { caller, sessionToken }, deps) => {
  const user = caller && (await deps.users.find(caller.userId));
  // A session that began while its account was being closed.
  if (caller && !user && sessionToken !== undefined) await endSessionOf(deps.sessions, sessionToken);
  return { user: user ? toUserBody(user) : null };
};
