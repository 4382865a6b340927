import { type Clock, pause } from '../clock.ts';
import { PlatformError } from '../posts/publisher.ts';
import type { Connection, Tokens } from './connection.ts';
import type { TokenStore } from './connection-store.ts';
import type { GrantedTokens, OAuthProvider } from './oauth-provider.ts';
import { renewalTimeOf } from './renewal.ts';
import type { TokenVault } from './token-vault.ts';

/**
 * How long one process may take to refresh before another one may try. Longer than a call to a token endpoint may take
 * (see the deadline in shared/platforms): a refresh token that is used twice costs the whole grant where they rotate.
 */
export const refreshLeaseMs = 20_000;
const storeAgainMs = 500;

export interface AccessTokenDeps {
  readonly tokens: TokenStore;
  readonly vault: TokenVault;
  /** @param variant login variant of the connection */
  readonly provider: (variant: string | null) => OAuthProvider;
  readonly clock: Clock;
  /** How long to wait for a token at most; without it as long as two others may take one after the other. */
  readonly patienceMs?: number;
}

/** Tokens in clear, and the row that they came from. */
export interface KnownTokens extends Tokens {
  readonly connection: Connection;
}

/**
 * Renews the tokens of a connection if no other process does, and stores them.
 *
 * A refresh whose answer gets lost is no disconnect: the next one tells. Where refresh tokens rotate and the platform
 * had rotated already, that one is refused, and only the user can connect again.
 * @returns undefined when another process refreshes, or has stored newer tokens meanwhile
 * @throws PlatformError as the provider throws it; a refusal of the grant is marked on the connection first
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export async function refreshTokens(
  deps: AccessTokenDeps,
  { connection, refreshToken }: KnownTokens,
): Promise<KnownTokens | undefined> {
  if (refreshToken === null) return giveUpUnlessReplaced(deps, connection, noRefreshToken());
  const now = deps.clock.now();
  const leaseUntil = now + refreshLeaseMs;
  try {
    if (!(await deps.tokens.takeRefreshLease(connection, now, refreshLeaseMs))) return undefined;
    const grant = await deps
      .provider(connection.variant)
      .refresh(refreshToken)
      .catch((error: unknown) => refusal(error));
    if (grant instanceof PlatformError) return await giveUpUnlessReplaced(deps, connection, grant);
    return await keep(deps, connection, grant, refreshToken, leaseUntil);
  } catch (error) {
    // Whoever comes next need not wait for the end of the lease; one that is not ours stays.
    await deps.tokens.giveRefreshLeaseBack(connection, leaseUntil).catch(() => undefined);
    throw error;
  }
}

/**
 * Stores what was granted, by all means while the lease lasts: the platform may have ended the refresh token before.
 * A platform that gives no new refresh token means the old one to be kept.
 */
async function keep(
  deps: AccessTokenDeps,
  connection: Connection,
  grant: GrantedTokens,
  refreshToken: string,
  leaseUntil: number,
): Promise<KnownTokens | undefined> {
  const { clock } = deps;
  const accessExpiresAt = clock.now() + grant.expiresInSeconds * 1000;
  const renewAt = renewalTimeOf(deps.provider(connection.variant), accessExpiresAt, clock.now());
  const tokens: Tokens = { accessToken: grant.accessToken, refreshToken: grant.refreshToken ?? refreshToken };
  for (;;) {
    try {
      const context = { userId: connection.ownerId, connectionId: connection.connectionId };
      const sealed = await deps.vault.seal(context, tokens);
      const stored = await deps.tokens.storeTokens(connection, sealed, accessExpiresAt, renewAt);
      return stored && { connection: stored, ...tokens };
    } catch (error) {
      if (clock.now() + storeAgainMs >= leaseUntil) throw error;
      await pause(clock, storeAgainMs);
    }
  }
}

/** A refusal that concerns tokens which somebody has replaced meanwhile says nothing: read again. */
async function giveUpUnlessReplaced(
  deps: AccessTokenDeps,
  connection: Connection,
  error: PlatformError,
): Promise<undefined> {
  const latest = await deps.tokens.find(connection.ownerId, connection.connectionId);
  if (latest && latest.tokenVersion !== connection.tokenVersion) return undefined;
  await deps.tokens.markReconnect(connection);
  throw error;
}

/** Passes on a definite refusal of the grant as a value; everything else stays an error. */
function refusal(error: unknown): PlatformError {
  if (error instanceof PlatformError && error.kind === 'reauthorize') return error;
  throw error;
}

function noRefreshToken(): PlatformError {
  return new PlatformError('reauthorize', 'no_refresh_token', 'The access has ended. Connect the account again.');
}
