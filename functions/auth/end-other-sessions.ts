import { endSessions } from '../../shared/domain/accounts/sessions.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Signs the caller out everywhere but here. */
export const endOtherSessions: AuthEndpoint<'endOtherSessions'> = async (_input, context, deps) => {
  const { userId, sessionId } = context.caller;
  const ended = await endSessions(deps.sessions, userId, sessionId);
  await noteEvent(deps, userId, 'sessions_ended', context, String(ended));
  return { ended };
};
