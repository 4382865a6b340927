import { listSessions } from '../../shared/domain/accounts/sessions.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Signs the caller out everywhere but here. */
export const endOtherSessions: AuthEndpoint<'endOtherSessions'> = async (_input, { caller, now }, deps) => {
  const sessions = await listSessions(deps.sessions, caller.userId, now);
  const others = sessions.filter(({ sessionId }) => sessionId !== caller.sessionId);
  const ended = await Promise.all(others.map((session) => deps.sessions.end(session)));
  return { ended: ended.filter(Boolean).length };
};
