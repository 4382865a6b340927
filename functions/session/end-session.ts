import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import { handOverMilliseconds } from '../../shared/domain/drive/drive-consent.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';
import type { SessionEndpoint } from './endpoint.ts';
import { tellCount } from './tell-count.ts';

export const endDriveSession: SessionEndpoint<'endDriveSession'> = ({ query }, context, deps) =>
  endSession(deps, context, query.token);

/** The same for those who cannot send DELETE. */
export const logOutOfDrive: SessionEndpoint<'logOutOfDrive'> = ({ body }, context, deps) =>
  endSession(deps, context, body.token);

/**
 * Ends a session of the caller; one that is unknown, or another user's, is no error and stays as it is. The row goes first:
 * from then on the token opens nothing. What a call that was cut short has left in the cache, its repetition clears.
 */
async function endSession(deps: Deps, context: SignedInContext, token: string): Promise<{ message: string }> {
  const { now } = context;
  const { userId } = context.caller;
  const tokenHash = hashOfSecret(token);
  const ended = await deps.sessions.remove(tokenHash, userId);
  const cached = await deps.cache.find(tokenHash);
  if (ended || cached?.userId === userId) {
    await deps.cache.remove({ tokenHash, userId });
    // A cache that has lost this session may have lost others of the account: it is then needed until they end by themselves.
    if (cached) await releaseAccount(deps, userId, cached.connectionId, now);
    await tellCount(deps, now);
    await noteEvent(deps, userId, 'drive_closed', context, (ended ?? cached)?.email ?? null);
  }
  return { message: 'Logged out' };
}

/** An account that no other session uses is given up soon, and not only when this session would have ended by itself. */
async function releaseAccount(deps: Deps, userId: string, connectionId: string, now: number): Promise<void> {
  // Read before the sessions: one that begins after this makes the account be needed for longer, and is not undone.
  const account = await deps.accounts.find(userId, connectionId);
  if (!account) return;
  const others = (await deps.cache.list(userId, now)).filter((session) => session.connectionId === connectionId);
  // Another consent may be on its way from Google to its session.
  const soonest = now + 2 * handOverMilliseconds;
  await deps.accounts.release(account, Math.max(soonest, ...others.map(({ validUntil }) => validUntil)));
}
