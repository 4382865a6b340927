import { randomBytes, randomUUID } from 'node:crypto';
import type { ConsentDeps } from '../../functions/drive/consent-deps.ts';
import { finishDriveConsent } from '../../functions/drive/finish-consent.ts';
import { type DriveUse, requireDriveSession } from '../../functions/drive/require-drive-session.ts';
import { startDriveConsent } from '../../functions/drive/start-consent.ts';
import type { Deps as SessionDeps } from '../../functions/session/deps.ts';
import { logOutOfDrive } from '../../functions/session/end-session.ts';
import { listDriveSessions, validateDriveSession } from '../../functions/session/look-at-sessions.ts';
import { startDriveSession } from '../../functions/session/start-session.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createDriveSessionStore } from '../../shared/adapters/dynamo/drive-session-store.ts';
import { createDriveConsentStore, createHandOverStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import type { RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { createRedisDriveSessionCache } from '../../shared/adapters/redis/redis-drive-session-cache.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { GrantedTokens, OAuthClient } from '../../shared/domain/connections/oauth-provider.ts';
import type { DriveAbout } from '../../shared/domain/drive/drive-api.ts';
import { plainVault } from '../support/build-connection.ts';
import { silentAudit } from '../support/silent-audit.ts';

/** A person who is logged in at a browser. */
export function person(userId = `user-${randomUUID()}`, sessionId = 'session-1') {
  const call = { requestId: 'r', sourceIp: '::1', userAgent: 'test', now: Date.now() };
  return { ...call, sessionToken: `cookie-of-${userId}-${sessionId}`, caller: { userId, sessionId } };
}
export type Person = ReturnType<typeof person>;
/** What a browser without a session, or another one, sends along. */
type Visitor = Omit<Person, 'caller' | 'sessionToken'> & Partial<Person>;

export type Consent = 'source' | 'destination' | 'google';

export function aboutOf(name: string): DriveAbout {
  const email = `${name}@example.com`;
  return { email, name, photoUrl: null, permissionId: `permission-of-${name}`, limitBytes: null, usageBytes: 0 };
}

/** The sessions of Drives with tables and cache as they are, and a Google that does what a test says. */
export function createSessionsWorld(table: Table, redis: RedisConnection) {
  const accounts = createDriveAccountStore(table);
  const connections = createConnectionStore(table);
  const sessions = createDriveSessionStore(table);
  const cache = createRedisDriveSessionCache(redis);
  const transfers = createTransferStore(table);
  const hinted: string[] = [];
  const newSecret = () => randomBytes(32).toString('base64url');
  const revoked: string[] = [];
  const exchanges: { code: string; codeVerifier: string; redirectUri: string }[] = [];
  const counted: number[] = [];
  /** Google's answers that differ from granting everything that is asked for. */
  const google: {
    account: string;
    grant?: Partial<GrantedTokens>;
    exchange?: () => Promise<GrantedTokens>;
    /** What the earlier grant of an account is answered. */
    earlier?: () => Promise<DriveAbout>;
  } = { account: 'ada' };

  const oauth = (scope: string): OAuthClient => ({
    requiredScopes: [scope],
    authorizeUrl: async ({ state, codeChallenge, redirectUri }) =>
      `https://google.example/?${new URLSearchParams({ state, challenge: codeChallenge, back: redirectUri, scope })}`,
    exchangeCode: async (exchange) => {
      exchanges.push(exchange);
      if (google.exchange) return google.exchange();
      const accessToken = `access-${exchanges.length}`;
      return { accessToken, refreshToken: 'refresh', expiresInSeconds: 3600, scopes: [scope], ...google.grant };
    },
    refresh: async () => Promise.reject(new Error('not needed')),
    revoke: async ({ accessToken }) => void revoked.push(accessToken),
  });
  const consentDeps: ConsentDeps = {
    accounts,
    connections,
    consents: createDriveConsentStore(table),
    handOvers: createHandOverStore(table),
    oauth,
    vault: plainVault,
    about: async () => aboutOf(google.account),
    drive: () => ({ about: () => (google.earlier ? google.earlier() : Promise.resolve(aboutOf(google.account))) }),
    transfers,
    hints: { send: async ({ transferId }) => void hinted.push(transferId) },
    clock: systemClock,
    origin: 'https://hopper.example',
    newSecret,
  };
  const sessionDeps: SessionDeps = {
    ...silentAudit,
    sessions,
    cache,
    accounts,
    handOvers: createHandOverStore(table),
    countSessions: (active) => void counted.push(active),
    newToken: newSecret,
  };

  const world = {
    table,
    accounts,
    connections,
    sessions,
    cache,
    transfers,
    hinted,
    google,
    revoked,
    exchanges,
    counted,

    /** @returns where the browser is sent */
    async start(consent: Consent, who: Visitor, deleteSource = false): Promise<URL> {
      const query = deleteSource ? ({ delete_source: 'true' } as const) : {};
      const { location } = await startDriveConsent({ params: { consent }, query, body: undefined }, who, consentDeps);
      return new URL(location, 'https://hopper.example');
    },
    async finish(consent: Consent, who: Visitor, query: { state?: string; code?: string; error?: string }) {
      return (await finishDriveConsent({ params: { consent }, query, body: undefined }, who, consentDeps)).location;
    },
    async begin(who: Visitor, code?: string): Promise<string> {
      const query = code === undefined ? {} : { code };
      return (await startDriveSession({ params: undefined, query, body: undefined }, who, sessionDeps)).location;
    },
    /** The way through Google. @returns where the callback sends the browser */
    async consent(consent: Consent, who: Person, deleteSource = false): Promise<string> {
      const state = (await world.start(consent, who, deleteSource)).searchParams.get('state') ?? '';
      return world.finish(consent, who, { state, code: 'c' });
    },
    /** The whole way. @returns the token of the session */
    async open(consent: Consent, who: Person, deleteSource = false): Promise<string> {
      const next = new URL(await world.consent(consent, who, deleteSource), 'https://hopper.example');
      const page = new URL(await world.begin(who, next.searchParams.get('code') ?? ''), next);
      const token = page.searchParams.get('token');
      if (!token) throw new Error(`No session: ${page.href}`);
      return token;
    },
    use: (token: string, who: Pick<Person, 'caller' | 'now'>, use?: DriveUse) =>
      requireDriveSession({ sessions, accounts }, who, token, use),
    async isValid(token: string, who: Person): Promise<boolean> {
      const input = { params: undefined, query: { token }, body: undefined };
      return (await validateDriveSession(input, who, sessionDeps)).valid;
    },
    list: async (who: Person) =>
      (await listDriveSessions({ params: undefined, query: undefined, body: undefined }, who, sessionDeps)).sessions,
    logOut: (token: string, who: Person) =>
      logOutOfDrive({ params: undefined, query: undefined, body: { token } }, who, sessionDeps),
  };
  return world;
}
export type SessionsWorld = ReturnType<typeof createSessionsWorld>;
