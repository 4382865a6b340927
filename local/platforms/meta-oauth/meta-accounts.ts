import { randomBytes } from 'node:crypto';
import type { PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { GraphError } from './graph-error.ts';
import { buildLocalApps, type MetaApp } from './meta-apps.ts';
import type { MetaOptions } from './meta-options.ts';
import { grantIdOf, type MetaGrant, type MetaStore, type MetaToken, openMetaStore } from './meta-store.ts';
import type { SimulatedInstagram, SimulatedPerson } from './simulated-accounts.ts';

/** Who sent an API request, and what they may do. */
export interface MetaCaller {
  readonly token: MetaToken;
  readonly granted: readonly string[];
  /** The person, for tokens of Facebook Login. */
  readonly person: SimulatedPerson | undefined;
  /** The professional accounts that this token reaches. */
  readonly accounts: readonly SimulatedInstagram[];
}

/** Meta's apps, accounts, grants and tokens; shared by sign-in and the Graph API. */
export interface MetaAccounts {
  readonly store: MetaStore;
  readonly options: MetaOptions;
  findApp(clientId: string, login: MetaApp['login']): MetaApp | undefined;
  findInstagram(idOrUserId: string): SimulatedInstagram | undefined;
  findPerson(id: string): SimulatedPerson | undefined;
  issue(token: Omit<MetaToken, 'token' | 'refusedWith'>): MetaToken;
  /** @throws GraphError 190 for a token that is unknown, expired or refused */
  authenticate(value: string, login: MetaApp['login'], nowMs: number): MetaCaller;
  /** From now on the token is answered 190 with this sub-code. */
  refuse(token: string, subcode: number): void;
  /** Ends everything the account allowed to the app. @param subcode with which its tokens are refused: 458 = app removed */
  revokeGrant(grant: Pick<MetaGrant, 'clientId' | 'login' | 'subject'>, subcode?: number): void;
}

/** Opens Meta's accounts on the shared database; several platforms may call it. */
export function openMetaAccounts(context: PlatformContext): MetaAccounts {
  const { database } = context;
  const options = context.options.meta;
  const store = openMetaStore(database);
  const apps = [...options.apps, ...buildLocalApps(context.options.redirectUris)];
  const findInstagram = (id: string) =>
    options.instagramAccounts.find((account) => [account.id, account.userId, account.username].includes(id));
  const findPerson = (id: string) => options.people.find((person) => person.id === id || person.userId === id);

  const accountsOf = ({ login, subject, pageId }: MetaToken): SimulatedInstagram[] => {
    const pages = findPerson(subject)?.pages.filter(({ id }) => pageId === null || id === pageId) ?? [];
    const names = login === 'instagram' ? [subject] : pages.map(({ instagram }) => instagram);
    return names.flatMap((name) => (name === null ? [] : (findInstagram(name) ?? [])));
  };

  return {
    store,
    options,
    findInstagram,
    findPerson,
    findApp: (clientId, login) => apps.find((app) => app.clientId === clientId && app.login === login),
    issue: (rest) => {
      const prefix = rest.login === 'instagram' ? 'IGAA' : 'EAA';
      const token = { ...rest, refusedWith: null, token: `${prefix}sim${randomBytes(48).toString('base64url')}` };
      store.tokens.put(token);
      return token;
    },
    authenticate: (value, login, nowMs) => {
      const token = store.tokens.find(value);
      if (!token || token.login !== login) throw new GraphError({ code: 190 });
      if (token.refusedWith !== null) throw new GraphError({ code: 190, subcode: token.refusedWith });
      if (token.expiresAtMs !== null && token.expiresAtMs <= nowMs) throw new GraphError({ code: 190, subcode: 463 });
      const granted = store.grants.find(grantIdOf(token))?.granted ?? [];
      return { token, granted, person: findPerson(token.subject), accounts: accountsOf(token) };
    },
    refuse: (value, subcode) => {
      const token = store.tokens.find(value);
      if (token) store.tokens.put({ ...token, refusedWith: subcode });
    },
    revokeGrant: (grant, subcode = 458) =>
      inTransaction(database, () => {
        const id = grantIdOf(grant);
        store.grants.remove(id);
        for (const token of store.tokens.listByOwner(id)) store.tokens.put({ ...token, refusedWith: subcode });
      }),
  };
}
