import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import { driveSessionMilliseconds } from '../../shared/domain/drive/drive-session.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import type { SessionEndpoint } from './endpoint.ts';
import { tellCount } from './tell-count.ts';

/**
 * Exchanges the code of a finished consent for a session, in the browser that gave it. The row comes before the entry in the
 * cache: a token that the cache knows and nobody else would be valid and good for nothing.
 */
export const startDriveSession: SessionEndpoint<'startDriveSession'> = async ({ query }, context, deps) => {
  const { caller, now } = context;
  if (!caller?.sessionId) return failed('not_signed_in');
  const done = query.code === undefined ? undefined : await deps.handOvers.take(query.code);
  if (!done || done.validUntil < now) return failed('invalid_state');
  if (done.userId !== caller.userId || done.sessionId !== caller.sessionId) return failed('session_changed');
  const { userId, kind, connectionId, email } = done;
  const validUntil = now + driveSessionMilliseconds;
  if (!(await deps.accounts.need(userId, connectionId, validUntil))) return failed('invalid_state');
  const token = deps.newToken();
  const session = { tokenHash: hashOfSecret(token), userId, kind, connectionId, email, createdAt: now, validUntil };
  await deps.sessions.add(session);
  await deps.cache.add(session);
  await tellCount(deps, now);
  await noteEvent(deps, userId, 'drive_opened', context, email);
  return { location: `/?type=${kind}&token=${token}` };
};

function failed(reason: 'not_signed_in' | 'invalid_state' | 'session_changed') {
  return { location: `/?drive_error=${reason}` };
}
