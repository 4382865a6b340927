import { closedCircuit } from '../../shared/domain/connections/circuit.ts';
import type { RemoteAccount } from '../../shared/domain/connections/connection.ts';
import { connectionIdOf } from '../../shared/domain/connections/connection-id.ts';
import type { GrantedTokens } from '../../shared/domain/connections/oauth-provider.ts';
import type { OAuthState } from '../../shared/domain/connections/oauth-state.ts';
import { openRefreshToken } from '../../shared/domain/connections/open-refresh-token.ts';
import { renewalTimeOf } from '../../shared/domain/connections/renewal.ts';
import { resumePosts } from '../../shared/domain/posts/resume-posts.ts';
import type { Deps } from './deps.ts';

/**
 * Keeps a grant: a new connection, or the renewed one of the same account, which stays what it was in the user's order.
 * Posts that waited for it go on.
 * @param now epoch milliseconds
 */
export async function storeConnection(
  deps: Deps,
  { userId, platform, variant }: Pick<OAuthState, 'userId' | 'platform' | 'variant'>,
  granted: GrantedTokens,
  account: RemoteAccount,
  now: number,
): Promise<void> {
  const connectionId = connectionIdOf(userId, platform, account.remoteId);
  const earlier = await deps.connections.find(userId, connectionId);
  // A platform that gives none the second time means the first one to be kept; one of another way in is of no use in this.
  const kept = earlier?.variant === variant ? earlier : undefined;
  const refreshToken = granted.refreshToken ?? (kept ? await openRefreshToken(deps.vault, kept) : null);
  const tokens = { accessToken: granted.accessToken, refreshToken };
  const accessExpiresAt = now + granted.expiresInSeconds * 1000;
  await deps.connections.put({
    ...account,
    ownerId: userId,
    connectionId,
    platform,
    variant,
    isDefault: earlier?.isDefault ?? false,
    preferredAt: earlier?.preferredAt ?? 0,
    state: 'connected',
    enabled: true,
    tokens: await deps.vault.seal({ userId, connectionId }, tokens),
    accessExpiresAt,
    renewAt: renewalTimeOf(deps.provider(platform, variant), accessExpiresAt, now),
    scopes: [...granted.scopes],
    // Never a number of an earlier life of this connection: a worker that still holds its tokens must not touch these.
    tokenVersion: Math.max(earlier?.tokenVersion ?? 0, now) + 1,
    refreshLeaseUntil: 0,
    circuit: closedCircuit,
    connectedAt: earlier?.connectedAt ?? now,
  });
  const resumed = await resumePosts(deps.posts, { ownerId: userId, connectionId }, now);
  // A hint that cannot be sent costs two minutes: then the sweeper tells the workers.
  await Promise.allSettled(resumed.map((post) => deps.hints.send(post.platform, post)));
}
