import { platformTitles } from '../../shared/contract/platform-names.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import { codeVerifierOf } from '../../shared/domain/connections/code-verifier.ts';
import type { OAuthState } from '../../shared/domain/connections/oauth-state.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { CallContext } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { redirectUriOf } from './redirect-uri.ts';
import { revokeAlone } from './revoke-alone.ts';
import { storeConnection } from './store-connection.ts';

/** Why a consent came to nothing, as the page is told in `connect_error`. */
type ConnectError =
  | 'access_denied'
  | 'invalid_state'
  | 'session_changed'
  | 'missing_scope'
  | 'account_refused'
  | 'platform_error';

/** Takes the browser back from the platform; whatever happens there, a person sees the page again, not JSON. */
export const finishConnection: ConnectionsEndpoint<'finishConnection'> = async ({ params, query }, context, deps) => {
  const { platform } = params;
  const state = query.state === undefined ? undefined : await deps.states.take(query.state);
  if (!state || query.state === undefined || state.platform !== platform || state.validUntil < context.now) {
    return failed('invalid_state');
  }
  if (!isSameBrowser(state, context) || !context.sessionToken) return failed('session_changed');
  if (query.error !== undefined) return failed('access_denied');
  if (query.code === undefined) return failed('invalid_state');
  const codeVerifier = codeVerifierOf(context.sessionToken, query.state);
  try {
    const problem = await connect(deps, state, { code: query.code, codeVerifier }, context.now);
    if (problem) return failed(problem);
    await noteEvent(deps, state.userId, 'connection_made', context, platformTitles[platform]);
    return { location: `/?connected=${platform}` };
  } catch (error) {
    if (error instanceof PlatformError) return failed(error.kind === 'rejected' ? 'account_refused' : 'platform_error');
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

async function connect(
  deps: Deps,
  state: OAuthState,
  proof: { readonly code: string; readonly codeVerifier: string },
  now: number,
): Promise<ConnectError | undefined> {
  const provider = deps.provider(state.platform, state.variant);
  const granted = await provider.exchangeCode({ ...proof, redirectUri: redirectUriOf(deps.origin, state.platform) });
  if (!provider.requiredScopes.every((scope) => granted.scopes.includes(scope))) {
    await revokeAlone(deps, provider, granted, { userId: state.userId });
    return 'missing_scope';
  }
  await storeConnection(deps, state, granted, await provider.fetchAccount(granted.accessToken), now);
  return undefined;
}
