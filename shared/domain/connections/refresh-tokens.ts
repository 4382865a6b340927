import { type Clock, pause } from '../clock.ts';
import { PlatformError } from '../posts/publisher.ts';
import type { Connection } from './connection.ts';
import type { Grant } from './grant.ts';
import type { GrantedTokens, OAuthClient } from './oauth-provider.ts';
import { renewalTimeOf } from './renewal.ts';
import type { Tokens } from './sealed-tokens.ts';
import type { TokenStore } from './token-store.ts';
import type { TokenVault } from './token-vault.ts';

/**
 * How long one process may take to refresh before another one may try. Longer than a call to a token endpoint may take
 * (see the deadline in shared/platforms): a refresh token that is used twice costs the whole grant where they rotate.
 */
export const refreshLeaseMs = 20_000;
const storeAgainMs = 500;

export interface AccessTokenDeps<G extends Grant = Connection> {
  readonly tokens: TokenStore<G>;
  readonly vault: TokenVault;
  /** @param variant login variant of the grant */
  readonly provider: (variant: string | null) => OAuthClient;
  readonly clock: Clock;
  /** How long to wait for a token at most; without it as long as two others may take one after the other. */
  readonly patienceMs?: number;
}

/** Tokens in clear, and the row that they came from. */
export interface KnownTokens<G extends Grant = Connection> extends Tokens {
  readonly grant: G;
}

/**
 * Renews the tokens of a grant if no other process does, and stores them.
 *
 * A refresh whose answer gets lost is no disconnect: the next one tells. Where refresh tokens rotate and the platform
 * had rotated already, that one is refused, and only the user can connect again.
 * @returns undefined when another process refreshes, or has stored newer tokens meanwhile
 * @throws PlatformError as the provider throws it; a refusal of the grant is marked on it first
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export async function refreshTokens<G extends Grant>(
  deps: AccessTokenDeps<G>,
  { grant, refreshToken }: KnownTokens<G>,
): Promise<KnownTokens<G> | undefined> {
  if (refreshToken === null) return giveUpUnlessReplaced(deps, grant, noRefreshToken());
  const now = deps.clock.now();
  const leaseUntil = now + refreshLeaseMs;
  try {
    if (!(await deps.tokens.takeRefreshLease(grant, now, refreshLeaseMs))) return undefined;
    const granted = await deps
      .provider(grant.variant)
      .refresh(refreshToken)
      .catch((error: unknown) => refusal(error));
    if (granted instanceof PlatformError) return await giveUpUnlessReplaced(deps, grant, granted);
    return await keep(deps, grant, granted, refreshToken, leaseUntil);
  } catch (error) {
    // Whoever comes next need not wait for the end of the lease; one that is not ours stays.
    await deps.tokens.giveRefreshLeaseBack(grant, leaseUntil).catch(() => undefined);
    throw error;
  }
}

/**
 * Stores what was granted, by all means while the lease lasts: the platform may have ended the refresh token before.
 * A platform that gives no new refresh token means the old one to be kept.
 */
async function keep<G extends Grant>(
  deps: AccessTokenDeps<G>,
  grant: G,
  granted: GrantedTokens,
  refreshToken: string,
  leaseUntil: number,
): Promise<KnownTokens<G> | undefined> {
  const { clock } = deps;
  const accessExpiresAt = clock.now() + granted.expiresInSeconds * 1000;
  const renewAt = renewalTimeOf(deps.provider(grant.variant), accessExpiresAt, clock.now());
  const tokens: Tokens = { accessToken: granted.accessToken, refreshToken: granted.refreshToken ?? refreshToken };
  for (;;) {
    try {
      const context = { userId: grant.ownerId, connectionId: grant.connectionId };
      const sealed = await deps.vault.seal(context, tokens);
      const stored = await deps.tokens.storeTokens(grant, sealed, accessExpiresAt, renewAt);
      return stored && { grant: stored, ...tokens };
    } catch (error) {
      if (clock.now() + storeAgainMs >= leaseUntil) throw error;
      await pause(clock, storeAgainMs);
    }
  }
}

/** A refusal that concerns tokens which somebody has replaced meanwhile says nothing: read again. */
async function giveUpUnlessReplaced<G extends Grant>(
  deps: AccessTokenDeps<G>,
  grant: G,
  error: PlatformError,
): Promise<undefined> {
  const latest = await deps.tokens.find(grant.ownerId, grant.connectionId);
  if (latest && latest.tokenVersion !== grant.tokenVersion) return undefined;
  await deps.tokens.markReconnect(grant);
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
