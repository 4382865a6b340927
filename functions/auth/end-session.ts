import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Ends one of the caller's sessions; somebody else's is as good as missing. */
export const endSession: AuthEndpoint<'endSession'> = async ({ params }, context, deps) => {
  const { caller } = context;
  const sessions = await deps.sessions.list(caller.userId);
  const session = sessions.find(({ sessionId }) => sessionId === params.sessionId);
  if (!session) throw new HopperError('not_found');
  await deps.sessions.end(session);
  await noteEvent(deps, caller.userId, 'sessions_ended', context, session.userAgent);
  return { ok: true };
};
