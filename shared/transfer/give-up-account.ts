import type { Clock } from '../domain/clock.ts';
import type { ConnectionStore } from '../domain/connections/connection-store.ts';
import type { OAuthClient } from '../domain/connections/oauth-provider.ts';
import type { TokenVault } from '../domain/connections/token-vault.ts';
import type { DriveAccount } from '../domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../domain/drive/drive-account-store.ts';
import { hasOtherGoogleGrants } from '../domain/drive/google-grants.ts';
import type { IdleAccount } from '../domain/drive/idle-accounts.ts';
import { PlatformError } from '../domain/posts/publisher.ts';
import type { TransferStore } from '../domain/transfers/transfer-store.ts';
import type { WorkerLog } from '../worker/worker-log.ts';

export interface GiveUpDeps {
  readonly accounts: Pick<DriveAccountStore, 'find' | 'list' | 'removeUnneeded'>;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly transfers: Pick<TransferStore, 'isNeeded'>;
  readonly vault: TokenVault;
  readonly oauth: Pick<OAuthClient, 'revoke'>;
  readonly clock: Clock;
  readonly log: WorkerLog;
}

/**
 * Ends a grant that neither a session nor an unfinished transfer needs: at Google where nothing else hangs on it, and here.
 * The row goes last, so that what was cut short is done again; a consent that has come meanwhile keeps its row. When Google
 * does not answer the sweeper asks again.
 */
export async function giveUpAccount(deps: GiveUpDeps, { ownerId, connectionId }: IdleAccount): Promise<void> {
  const account = await deps.accounts.find(ownerId, connectionId);
  if (!account || account.neededUntil > deps.clock.now()) return;
  if (await deps.transfers.isNeeded(ownerId, connectionId)) return;
  try {
    const isShared = await hasOtherGoogleGrants(deps, ownerId, connectionId);
    if (!isShared) await revoke(deps, account);
    const isGone = await deps.accounts.removeUnneeded(account, deps.clock.now());
    deps.log.info('Drive account given up', { ownerId, connectionId, isGone, isRevoked: !isShared });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    deps.log.warn('Drive account not given up', { ownerId, connectionId, error });
  }
}

/** Tokens that never open cannot be revoked, and are of no use to anybody. */
async function revoke({ vault, oauth, log }: GiveUpDeps, { ownerId, connectionId, tokens }: DriveAccount) {
  const opened = await vault.open({ userId: ownerId, connectionId }, tokens).catch((error: unknown) => {
    log.warn('tokens do not open', { ownerId, connectionId, error });
    return undefined;
  });
  if (opened) await oauth.revoke(opened);
}
