import type { Clock } from '../../shared/domain/clock.ts';
import type { ConnectionStore } from '../../shared/domain/connections/connection-store.ts';
import type { OAuthClient } from '../../shared/domain/connections/oauth-provider.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../../shared/domain/drive/drive-account-store.ts';
import type { DriveAbout, DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { DriveConsent, HandOver } from '../../shared/domain/drive/drive-consent.ts';
import type { DriveScope } from '../../shared/domain/drive/drive-scopes.ts';
import type { OneTimeStore } from '../../shared/domain/one-time-store.ts';
import type { TransferHints } from '../../shared/domain/transfers/transfer-hints.ts';
import type { TransferStore } from '../../shared/domain/transfers/transfer-store.ts';

/** What a consent works with. */
export interface ConsentDeps {
  readonly accounts: DriveAccountStore;
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly consents: OneTimeStore<DriveConsent>;
  readonly handOvers: Pick<OneTimeStore<HandOver>, 'put'>;
  readonly oauth: (scope: DriveScope) => OAuthClient;
  readonly vault: TokenVault;
  /** Asks Google whose token it is. */
  readonly about: (accessToken: string) => Promise<DriveAbout>;
  /** The Drive of an account, whose tokens are renewed as needed. */
  readonly drive: (account: Pick<DriveAccount, 'ownerId' | 'connectionId'>) => Pick<DriveApi, 'about'>;
  readonly transfers: Pick<TransferStore, 'list' | 'transition'>;
  readonly hints: TransferHints;
  readonly clock: Pick<Clock, 'now'>;
  /** Scheme and host of the page. */
  readonly origin: string;
  /** 256 random bits, base64url. */
  readonly newSecret: () => string;
}
