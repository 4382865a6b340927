import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { codeChallengeOf, codeVerifierOf } from '../../shared/domain/connections/code-verifier.ts';
import { oauthStateMilliseconds } from '../../shared/domain/connections/oauth-state.ts';
import { notSetUp } from '../../shared/domain/connections/platform-secrets.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { Deps } from './deps.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { redirectUriOf } from './redirect-uri.ts';
import { toHopperError } from './to-hopper-error.ts';

/** Begins a consent: random state, bound to this session, with PKCE. */
export const startConnection: ConnectionsEndpoint<'startConnection'> = async ({ params, query }, context, deps) => {
  const { caller, now, sessionToken } = context;
  // The platform sends the browser back, and only the one that began is let in again.
  if (!sessionToken) throw new HopperError('unauthenticated', 'Connect accounts in a browser: log in there first.');
  const { platform } = params;
  const state = deps.newSecret();
  const { variant, url } = await openConsent(deps, platform, chooseVariants(deps, platform, query.variant), {
    state,
    codeChallenge: codeChallengeOf(codeVerifierOf(sessionToken, state)),
    redirectUri: redirectUriOf(deps.origin, platform),
  });
  await deps.states.put(state, {
    platform,
    variant,
    userId: caller.userId,
    sessionId: caller.sessionId,
    validUntil: now + oauthStateMilliseconds,
  });
  return { url };
};

/** @throws HopperError invalid_input for a way in that the platform does not have */
function chooseVariants(deps: Deps, platform: PlatformName, asked: string | undefined): readonly string[] {
  const known = deps.variantsOf(platform);
  if (asked === undefined) return known;
  const names = known.filter(Boolean);
  if (names.includes(asked)) return [asked];
  const message = names.length > 0 ? `One of: ${names.join(', ')}.` : 'This platform has only one way to log in.';
  throw new HopperError('invalid_input', undefined, { details: [{ path: 'variant', message }] });
}

/** The consent page of the first variant that this server has credentials for. */
async function openConsent(
  deps: Deps,
  platform: PlatformName,
  [name = '', ...others]: readonly string[],
  request: { readonly state: string; readonly codeChallenge: string; readonly redirectUri: string },
): Promise<{ readonly variant: string | null; readonly url: string }> {
  const variant = name || null;
  try {
    return { variant, url: await deps.provider(platform, variant).authorizeUrl(request) };
  } catch (error) {
    const isMissing = error instanceof PlatformError && error.causeCode === notSetUp;
    if (isMissing && others.length > 0) return openConsent(deps, platform, others, request);
    throw toHopperError(error);
  }
}
