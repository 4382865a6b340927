import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../../shared/domain/drive/drive-account-store.ts';
import { mayChangeFiles } from '../../shared/domain/drive/drive-scopes.ts';
import type { DriveSession } from '../../shared/domain/drive/drive-session.ts';
import type { DriveSessionStore } from '../../shared/domain/drive/drive-session-store.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';

/** What a session is shown for: to look around, or as one of the ends of a transfer. */
export type DriveUse = 'browse' | 'source' | 'destination';

/** What a token has opened. */
export interface DriveAccess {
  readonly session: DriveSession;
  readonly account: DriveAccount;
  /** Whether the account may be written to: files created, source files laid in the trash. */
  readonly mayChangeFiles: boolean;
}

export interface DriveSessionDeps {
  readonly sessions: Pick<DriveSessionStore, 'use'>;
  readonly accounts: Pick<DriveAccountStore, 'find'>;
}

/**
 * The session behind a token of the caller, and its account. A general session serves as either end, as far as Google lets
 * Hopper: as a destination only with the right to change files. Every call counts against the token's limit.
 * @throws HopperError invalid_drive_token for an unknown, expired, ended or another user's token; wrong_session_kind;
 * reconnect_needed when the grant is gone; too_many_requests
 */
export async function requireDriveSession(
  { sessions, accounts }: DriveSessionDeps,
  { caller, now }: Pick<SignedInContext, 'caller' | 'now'>,
  token: string,
  use: DriveUse = 'browse',
): Promise<DriveAccess> {
  const found = await sessions.use(hashOfSecret(token), caller.userId, now);
  if (found.state === 'unknown') throw new HopperError('invalid_drive_token');
  if (found.state === 'too-often') {
    throw new HopperError('too_many_requests', undefined, { retryAfterSeconds: found.retryAfterSeconds });
  }
  const { session } = found;
  if (use !== 'browse' && session.kind !== use && session.kind !== 'general') {
    throw new HopperError('wrong_session_kind', `This is a ${session.kind} session. Start one for the ${use}.`);
  }
  const account = await accounts.find(caller.userId, session.connectionId);
  // An account that was given up has ended its sessions.
  if (!account) throw new HopperError('invalid_drive_token');
  if (account.state !== 'connected') throw new HopperError('reconnect_needed');
  const mayChange = mayChangeFiles(account.scopes);
  if (use === 'destination' && !mayChange) {
    throw new HopperError('wrong_session_kind', 'This session may only read. Start one for the destination.');
  }
  return { session, account, mayChangeFiles: mayChange };
}
