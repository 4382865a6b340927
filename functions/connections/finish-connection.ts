import { createHash } from 'node:crypto';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { GrantedTokens } from '../../shared/domain/connections/oauth-provider.ts';
import type { OAuthState } from '../../shared/domain/connections/oauth-state.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { resumePosts } from '../../shared/domain/posts/resume-posts.ts';
import type { CallContext } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { redirectUriOf } from './redirect-uri.ts';

/** Why a consent came to nothing, as the page is told in `connect_error`. */
type ConnectError = 'access_denied' | 'invalid_state' | 'session_changed' | 'missing_scope' | 'platform_error';

/** Takes the browser back from the platform; whatever happens, a person sees the page again, not JSON. */
export const finishConnection: ConnectionsEndpoint<'finishConnection'> = async ({ params, query }, context, deps) => {
  const { platform } = params;
  const state = query.state === undefined ? undefined : await deps.states.take(query.state);
  if (!state || state.platform !== platform || state.validUntil < context.now) return failed('invalid_state');
  if (!isSameBrowser(state, context)) return failed('session_changed');
  if (query.error !== undefined) return failed('access_denied');
  if (query.code === undefined) return failed('invalid_state');
  try {
    const problem = await connect(deps, state, query.code, context.now);
    return problem ? failed(problem) : { location: `/?connected=${platform}` };
  } catch (error) {
    if (error instanceof PlatformError) return failed('platform_error');
    throw error;
  }
};

function failed(reason: ConnectError) {
  return { location: `/?connect_error=${reason}` };
}

/** A state that was started in another browser, or by another user, connects nothing. */
function isSameBrowser(state: OAuthState, { caller }: Pick<CallContext, 'caller'>): boolean {
  return caller?.userId === state.userId && caller.sessionId === state.sessionId;
}

async function connect(deps: Deps, state: OAuthState, code: string, now: number): Promise<ConnectError | undefined> {
  const provider = deps.provider(state.platform, null);
  const redirectUri = redirectUriOf(deps.origin, state.platform);
  const granted = await provider.exchangeCode({ code, codeVerifier: state.codeVerifier, redirectUri });
  if (!provider.requiredScopes.every((scope) => granted.scopes.includes(scope))) {
    await provider.revoke(granted);
    return 'missing_scope';
  }
  const account = await provider.fetchAccount(granted.accessToken);
  const connectionId = connectionIdOf(state.userId, state.platform, account.remoteId);
  const earlier = await deps.connections.find(state.userId, connectionId);
  const refreshToken = granted.refreshToken ?? (await earlierRefreshToken(deps, state.userId, earlier));
  const tokens = { accessToken: granted.accessToken, refreshToken };
  await deps.connections.put({
    ...account,
    ownerId: state.userId,
    connectionId,
    platform: state.platform,
    variant: null,
    isDefault: true,
    state: 'connected',
    enabled: true,
    tokens: await deps.vault.seal({ userId: state.userId, connectionId }, tokens),
    accessExpiresAt: expiryOf(granted, now),
    scopes: [...granted.scopes],
    // Never a number of an earlier life of this connection: a worker that still holds its tokens must not touch these.
    tokenVersion: Math.max(earlier?.tokenVersion ?? 0, now) + 1,
    refreshLeaseUntil: 0,
    connectedAt: now,
  });
  // Without a hint: the sweeper, within two minutes, tells the workers.
  await resumePosts(deps.posts, { ownerId: state.userId, connectionId }, now);
  return undefined;
}

function expiryOf(granted: GrantedTokens, now: number): number {
  return now + granted.expiresInSeconds * 1000;
}

/** A platform that gives no refresh token the second time means the first one to be kept. */
async function earlierRefreshToken(
  deps: Deps,
  userId: string,
  earlier: Awaited<ReturnType<Deps['connections']['find']>>,
): Promise<string | null> {
  if (!earlier) return null;
  const opened = await deps.vault.open({ userId, connectionId: earlier.connectionId }, earlier.tokens);
  return opened.refreshToken;
}

/** The same account of the same user is always the same connection, so connecting again renews it. */
function connectionIdOf(userId: string, platform: PlatformName, remoteId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, platform, remoteId]))
    .digest('hex')
    .slice(0, 26);
}
