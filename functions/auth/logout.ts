import { endSessionOf } from '../../shared/domain/accounts/sessions.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Ends this session, and the cookie even where there is none any more. */
export const logout: AuthEndpoint<'logout'> = async (_input, context, deps) => {
  const { caller, sessionToken } = context;
  // Without a caller nobody has shown the CSRF token.
  if (caller && sessionToken !== undefined) {
    await endSessionOf(deps.sessions, sessionToken);
    await noteEvent(deps, caller.userId, 'signed_out', context);
  }
  return { body: { message: 'Logged out' }, session: 'end' };
};
