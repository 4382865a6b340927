import { randomBytes, randomUUID } from 'node:crypto';
import type { Deps } from '../../functions/connections/deps.ts';
import { finishConnection } from '../../functions/connections/finish-connection.ts';
import { startConnection } from '../../functions/connections/start-connection.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createOAuthStateStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import type { RemoteAccount } from '../../shared/domain/connections/connection.ts';
import type { GrantedTokens, OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import { oauthProviders } from '../../shared/platforms/oauth-providers.ts';
import { createMemoryPosts } from '../simulation/support/memory-post-store.ts';
import { plainVault } from '../support/build-connection.ts';
import { silentAudit } from '../support/silent-audit.ts';

/** A signed-in person at a browser. */
export function person(userId = `user-${randomUUID()}`, sessionId = 'session-1') {
  const call = { requestId: 'r', sourceIp: '::1', userAgent: 'test', now: Date.now() };
  return { ...call, sessionToken: `cookie-of-${userId}-${sessionId}`, caller: { userId, sessionId } };
}
export type Person = ReturnType<typeof person>;

export const granted: GrantedTokens = {
  accessToken: 'access',
  refreshToken: 'refresh',
  expiresInSeconds: 3600,
  scopes: ['upload', 'read'],
};

export function remoteAccount(remoteId = 'remote-1'): RemoteAccount {
  return { remoteId, name: `Account ${remoteId}`, avatarUrl: null, capabilities: { level: 1 } };
}

const creatorInfo = {
  username: 'ada',
  nickname: 'Ada',
  avatarUrl: null,
  privacyLevels: ['SELF_ONLY'],
  commentDisabled: false,
  duetDisabled: true,
  stitchDisabled: false,
  maxDurationSeconds: 600,
};

/** What the endpoints of the connections area work with: tables as they are, and platforms that do what a test says. */
export function createConnectionsWorld(table: Table) {
  const connections = createConnectionStore(table);
  const accounts = createDriveAccountStore(table);
  const tokens = createTokenStore(table);
  const posts = createMemoryPosts();
  const hints: string[] = [];
  const revoked: string[] = [];
  const variants: (string | null)[] = [];
  const exchanges: { code: string; codeVerifier: string }[] = [];
  const script: Partial<OAuthProvider> = {};
  const provider: OAuthProvider = {
    requiredScopes: ['upload', 'read'],
    authorizeUrl: async ({ state, codeChallenge, redirectUri }) =>
      `https://consent.example/?state=${state}&challenge=${codeChallenge}&back=${encodeURIComponent(redirectUri)}`,
    exchangeCode: async (exchange) => {
      exchanges.push(exchange);
      return granted;
    },
    refresh: async () => granted,
    revoke: async ({ accessToken }) => void revoked.push(accessToken),
    fetchAccount: async () => remoteAccount(),
  };
  const deps: Deps = {
    connections,
    accounts,
    posts,
    hints: { send: async (_platform, { postId }) => void hints.push(postId) },
    states: createOAuthStateStore(table),
    vault: plainVault,
    accessTokens: ({ ownerId, connectionId }) =>
      createAccessTokens(
        {
          tokens,
          vault: plainVault,
          provider: () => ({ ...provider, ...script }),
          clock: systemClock,
          patienceMs: 2_000,
        },
        ownerId,
        connectionId,
      ),
    variantsOf: (platform) => Object.keys(oauthProviders[platform]),
    provider: (_platform, variant) => {
      variants.push(variant);
      return { ...provider, ...script };
    },
    listChannelVideos: async () => ({ videos: [], nextPageToken: null }),
    ...silentAudit,
    fetchCreatorInfo: async () => creatorInfo,
    origin: 'https://hopper.example',
    newSecret: () => randomBytes(32).toString('base64url'),
  };

  async function start(platform: PlatformName, who: Person, variant?: string): Promise<URL> {
    const input = { params: { platform }, query: variant === undefined ? {} : { variant }, body: undefined };
    return new URL((await startConnection(input, who, deps)).url);
  }
  async function finish(
    platform: PlatformName,
    who: Omit<Person, 'caller' | 'sessionToken'> & Partial<Person>,
    query: { state?: string; code?: string; error?: string },
  ): Promise<string> {
    return (await finishConnection({ params: { platform }, query, body: undefined }, who, deps)).location;
  }
  return {
    deps,
    connections,
    accounts,
    tokens,
    posts,
    hints,
    revoked,
    variants,
    exchanges,
    /** What the platforms do otherwise than granting everything. */
    script,
    start,
    finish,
    /** Goes through the whole consent. @returns where the browser ends up */
    async connect(platform: PlatformName, who: Person, remoteId = 'remote-1'): Promise<string> {
      script.fetchAccount = async () => remoteAccount(remoteId);
      const state = (await start(platform, who)).searchParams.get('state') ?? '';
      return finish(platform, who, { state, code: 'c' });
    },
  };
}
export type ConnectionsWorld = ReturnType<typeof createConnectionsWorld>;
