import { type Clock, pause } from '../clock.ts';
import { PlatformError } from '../posts/publisher.ts';
import type { Connection, Tokens } from './connection.ts';
import type { TokenStore } from './connection-store.ts';
import type { OAuthProvider } from './oauth-provider.ts';
import type { TokenVault } from './token-vault.ts';

/** A token is not handed out when it ends within this time: a request may take that long to begin. */
const marginMs = 60_000;
/** How long one process may take to refresh before another one may try. */
const refreshLeaseMs = 20_000;
const waitForOthersMs = 250;

interface Deps {
  readonly tokens: TokenStore;
  readonly vault: TokenVault;
  /** @param variant login variant of the connection */
  readonly provider: (variant: string | null) => OAuthProvider;
  readonly clock: Clock;
}

interface KnownTokens extends Tokens {
  readonly connection: Connection;
}

/** The access token of one connection, kept valid. */
export interface AccessTokens {
  /**
   * A valid access token.
   * @param refused a token that the platform did not accept: another one is given
   * @throws PlatformError `reauthorize` when only the user can help, `transient` when another process is slow
   */
  get(refused?: string): Promise<string>;
  /** The platform refuses this grant for good: the user must connect again. */
  giveUp(): Promise<void>;
  /**
   * The account behind the connection.
   * @throws PlatformError `reauthorize` when the connection is gone
   */
  account(): Promise<Pick<Connection, 'remoteId' | 'variant'>>;
}

/**
 * Tokens of a connection with single flight across processes: one of them holds the refresh lease and refreshes, the
 * others wait and read what it has stored. New tokens are stored before they are used.
 */
export function createAccessTokens(deps: Deps, ownerId: string, connectionId: string): AccessTokens {
  const context = { userId: ownerId, connectionId };
  let known: KnownTokens | undefined;

  const isUsable = (tokens: KnownTokens, refused?: string) =>
    tokens.accessToken !== refused && tokens.connection.accessExpiresAt - marginMs > deps.clock.now();

  async function read(): Promise<KnownTokens> {
    const connection = await deps.tokens.find(ownerId, connectionId);
    if (connection?.state !== 'connected') throw disconnected(connection);
    known = { connection, ...(await deps.vault.open(context, connection.tokens)) };
    return known;
  }

  /** Undefined when somebody else has stored newer tokens meanwhile. */
  async function refresh(connection: Connection, refreshToken: string): Promise<KnownTokens | undefined> {
    const grant = await deps
      .provider(connection.variant)
      .refresh(refreshToken)
      .catch((error: unknown) => refusal(error));
    if (grant instanceof PlatformError) return giveUpUnlessReplaced(connection, grant);
    const accessExpiresAt = deps.clock.now() + grant.expiresInSeconds * 1000;
    const tokens = { accessToken: grant.accessToken, refreshToken: grant.refreshToken ?? refreshToken };
    const sealed = await deps.vault.seal(context, tokens);
    const stored = await deps.tokens.storeTokens(connection, sealed, accessExpiresAt);
    known = stored && { connection: stored, ...tokens };
    return known;
  }

  /** A refusal that concerns tokens which somebody has replaced meanwhile says nothing: read again. */
  async function giveUpUnlessReplaced(connection: Connection, error: PlatformError): Promise<undefined> {
    const latest = await deps.tokens.find(ownerId, connectionId);
    if (latest && latest.tokenVersion !== connection.tokenVersion) return undefined;
    await deps.tokens.markReconnect(connection);
    throw error;
  }

  async function refreshOrWait({ connection, refreshToken }: KnownTokens): Promise<KnownTokens | undefined> {
    if (refreshToken === null) return giveUpUnlessReplaced(connection, noRefreshToken());
    const now = deps.clock.now();
    try {
      const isOurTurn = await deps.tokens.takeRefreshLease(connection, now, refreshLeaseMs);
      if (isOurTurn) return await refresh(connection, refreshToken);
      await pause(deps.clock, waitForOthersMs);
      return undefined;
    } catch (error) {
      // Whoever comes next need not wait for the end of the lease; one that is not ours stays.
      await deps.tokens.giveRefreshLeaseBack(connection, now + refreshLeaseMs).catch(() => undefined);
      throw error;
    }
  }

  return {
    async get(refused) {
      if (known && isUsable(known, refused)) return known.accessToken;
      const giveUpAt = deps.clock.now() + 2 * refreshLeaseMs;
      while (deps.clock.now() < giveUpAt) {
        const stored = await read();
        if (isUsable(stored, refused)) return stored.accessToken;
        const renewed = await refreshOrWait(stored);
        if (renewed) return renewed.accessToken;
      }
      throw new PlatformError('transient', 'token_refresh_busy', 'The access is being renewed.');
    },

    async giveUp() {
      if (known) await deps.tokens.markReconnect(known.connection);
    },

    async account() {
      const connection = known?.connection ?? (await deps.tokens.find(ownerId, connectionId));
      if (!connection) throw disconnected(connection);
      return { remoteId: connection.remoteId, variant: connection.variant };
    },
  };
}

/** Passes on a definite refusal of the grant as a value; everything else stays an error. */
function refusal(error: unknown): PlatformError {
  if (error instanceof PlatformError && error.kind === 'reauthorize') return error;
  throw error;
}

function disconnected(connection: Connection | undefined): PlatformError {
  return connection
    ? new PlatformError('reauthorize', 'access_revoked', 'The access was revoked. Connect the account again.')
    : new PlatformError('reauthorize', 'disconnected', 'The account is not connected any more. Connect it again.');
}

function noRefreshToken(): PlatformError {
  return new PlatformError('reauthorize', 'no_refresh_token', 'The access has ended. Connect the account again.');
}
