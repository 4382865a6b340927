import { endOf } from '../../shared/domain/accounts/session.ts';
import { listSessions as listLiveSessions } from '../../shared/domain/accounts/sessions.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Where the caller is signed in. */
export const listSessions: AuthEndpoint<'listSessions'> = async (_input, { caller, now }, deps) => {
  const sessions = await listLiveSessions(deps.sessions, caller.userId, now);
  return {
    sessions: sessions.map((session) => ({
      id: session.sessionId,
      created_at: new Date(session.createdAt).toISOString(),
      last_seen_at: new Date(session.lastSeenAt).toISOString(),
      expires_at: new Date(endOf(session)).toISOString(),
      user_agent: session.userAgent,
      ip: session.ip,
      current: session.sessionId === caller.sessionId,
    })),
  };
};
