import { createHash } from 'node:crypto';
import { oauthStateMilliseconds } from '../../shared/domain/connections/oauth-state.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { redirectUriOf } from './redirect-uri.ts';

/** Begins a consent: random state, bound to this session, with PKCE. */
export const startConnection: ConnectionsEndpoint<'startConnection'> = async ({ params }, { caller, now }, deps) => {
  const state = deps.newSecret();
  const codeVerifier = deps.newSecret();
  await deps.states.put(state, {
    platform: params.platform,
    userId: caller.userId,
    sessionId: caller.sessionId,
    codeVerifier,
    validUntil: now + oauthStateMilliseconds,
  });
  const url = await deps.provider(params.platform, null).authorizeUrl({
    state,
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    redirectUri: redirectUriOf(deps.origin, params.platform),
  });
  return { url };
};
