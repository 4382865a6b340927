import { noteEvent } from '../audit/note-event.ts';
import type { DriveSessionCache } from '../drive/drive-session-store.ts';
import { hashOfSecret } from '../hash-of-secret.ts';
import { HopperError } from '../hopper-error.ts';
import type { RemovalStore } from '../removal/removal-store.ts';
import { endTokens } from '../tokens/end-tokens.ts';
import type { BrowserCall, CredentialDeps } from './credential-deps.ts';
import { mayTell } from './may-tell.ts';
import { provePassword } from './prove-password.ts';
import { endSessions } from './sessions.ts';

export interface CloseAccountDeps extends CredentialDeps {
  readonly driveSessions: Pick<DriveSessionCache, 'list' | 'remove'>;
  readonly removals: Pick<RemovalStore, 'begin'>;
}

/**
 * Closes an account for good: nobody gets in any more, and what it holds is removed by a worker. Sessions and API tokens end
 * before the account does, so that a process that dies in between leaves one that can be signed in to and closed again, and
 * once more after it, for those that began meanwhile.
 * @returns the id of the receipt
 * @throws HopperError wrong_credentials, too_many_requests, conflict
 */
export async function closeAccount(deps: CloseAccountDeps, call: BrowserCall, password: string): Promise<string> {
  const { credentials } = await provePassword(deps, call, password);
  const { userId } = credentials;
  await noteEvent(deps, userId, 'deletion_asked', call);
  await endEveryAccess(deps, userId, call.now);
  const receiptId = hashOfSecret(userId);
  const tells = await mayTell(deps, credentials, call.now);
  if (!(await deps.removals.begin(credentials, { receiptId, tells }, call.now))) throw new HopperError('conflict');
  await endEveryAccess(deps, userId, call.now);
  return receiptId;
}

async function endEveryAccess(deps: CloseAccountDeps, userId: string, now: number): Promise<void> {
  await endSessions(deps.sessions, userId);
  const drives = await deps.driveSessions.list(userId, now);
  await Promise.all(drives.map((session) => deps.driveSessions.remove(session)));
  await endTokens(deps.tokens, userId);
}
