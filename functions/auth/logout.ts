import { endSessionOf } from '../../shared/domain/accounts/sessions.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Ends this session, and the cookie even where there is none any more. */
export const logout: AuthEndpoint<'logout'> = async (_input, { caller, sessionToken }, deps) => {
  // Without a caller nobody has shown the CSRF token.
  if (caller && sessionToken !== undefined) await endSessionOf(deps.sessions, sessionToken);
  return { body: { message: 'Logged out' }, session: 'end' };
};
