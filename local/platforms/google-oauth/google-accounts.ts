import type { PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { buildLocalClient, type OauthClient } from './oauth-clients.ts';
import { type OauthStore, openOauthStore } from './oauth-store.ts';
import type { SimulatedAccount } from './simulated-accounts.ts';

/** Who sent an API request, and what they may do. */
export interface Caller {
  readonly token: string;
  readonly account: SimulatedAccount;
  readonly clientId: string;
  readonly projectId: string;
  readonly scopes: readonly string[];
}

/** Google's accounts, clients and grants; shared by every simulated Google service. */
export interface GoogleAccounts {
  readonly store: OauthStore;
  readonly accounts: readonly SimulatedAccount[];
  findClient(clientId: string): OauthClient | undefined;
  findAccountBySub(sub: string): SimulatedAccount | undefined;
  /** By short name, e-mail address or subject id. */
  findAccount(hint: string): SimulatedAccount | undefined;
  /** The caller behind a live access token. */
  authenticate(accessToken: string, nowMs: number): Caller | undefined;
  revokeAccessToken(token: string): void;
  /** Ends everything the user allowed to the project: all scopes, all clients, all tokens. */
  revokeGrant(projectId: string, sub: string): void;
}

/** Opens Google's accounts on the shared database; several platforms may call it. */
export function openGoogleAccounts(context: PlatformContext): GoogleAccounts {
  const { options, database } = context;
  const store = openOauthStore(database);
  const clients = [...options.clients, buildLocalClient(options.redirectUris)];
  const findAccountBySub = (sub: string) => options.accounts.find((account) => account.sub === sub);
  return {
    store,
    accounts: options.accounts,
    findClient: (clientId) => clients.find((client) => client.clientId === clientId),
    findAccountBySub,
    findAccount: (hint) =>
      options.accounts.find((account) => [account.id, account.email, account.sub].includes(hint.toLowerCase())),
    authenticate: (token, nowMs) => {
      const found = store.accessTokens.find(token);
      const account = found && findAccountBySub(found.sub);
      if (!found || !account || found.expiresAtMs <= nowMs) return undefined;
      return { token, account, clientId: found.clientId, projectId: found.projectId, scopes: found.scopes };
    },
    revokeAccessToken: (token) => store.accessTokens.remove(token),
    revokeGrant: (projectId, sub) =>
      inTransaction(database, () => {
        const owner = `${projectId}/${sub}`;
        store.grants.remove(owner);
        for (const { token } of store.refreshTokens.listByOwner(owner)) store.refreshTokens.remove(token);
        for (const { token } of store.accessTokens.listByOwner(owner)) store.accessTokens.remove(token);
      }),
  };
}
