import { codeChallengeOf, codeVerifierOf } from '../../shared/domain/connections/code-verifier.ts';
import { oauthStateMilliseconds } from '../../shared/domain/connections/oauth-state.ts';
import { notSetUp } from '../../shared/domain/connections/platform-secrets.ts';
import { findConsentOption } from '../../shared/domain/drive/drive-consent.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { consentRedirectOf, noSession } from './consent-addresses.ts';
import type { ConsentDeps } from './consent-deps.ts';
import type { DriveEndpoint } from './endpoint.ts';

/** Sends the browser to Google: random state, bound to this session, with PKCE. */
export const startDriveConsent: DriveEndpoint<'startDriveConsent', ConsentDeps> = async (
  { params, query },
  context,
  deps,
) => {
  const { caller, now, sessionToken } = context;
  if (!caller?.sessionId || !sessionToken) return noSession('not_signed_in');
  const wantsDelete = query.delete_source === 'true' || query.delete_source === '1';
  const { kind, scope } = findConsentOption(params.consent, wantsDelete);
  const state = deps.newSecret();
  try {
    const location = await deps.oauth(scope).authorizeUrl({
      state,
      codeChallenge: codeChallengeOf(codeVerifierOf(sessionToken, state)),
      redirectUri: consentRedirectOf(deps.origin, params.consent),
    });
    const { userId, sessionId } = caller;
    await deps.consents.put(state, { kind, scope, userId, sessionId, validUntil: now + oauthStateMilliseconds });
    return { location };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return noSession(error.causeCode === notSetUp ? 'not_set_up' : 'platform_error');
  }
};
