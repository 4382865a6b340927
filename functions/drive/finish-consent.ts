import { codeVerifierOf } from '../../shared/domain/connections/code-verifier.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import { type DriveConsent, findConsentOption, handOverMilliseconds } from '../../shared/domain/drive/drive-consent.ts';
import { coversScope } from '../../shared/domain/drive/drive-scopes.ts';
import { hasOtherGoogleGrants } from '../../shared/domain/drive/google-grants.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { consentRedirectOf, type DriveConsentError, noSession } from './consent-addresses.ts';
import type { ConsentDeps } from './consent-deps.ts';
import type { DriveEndpoint } from './endpoint.ts';
import { resumeWaiting } from './resume-waiting.ts';
import { storeDriveAccount } from './store-account.ts';

/** Takes the browser back from Google, keeps the grant, and sends the browser on to where sessions begin. */
export const finishDriveConsent: DriveEndpoint<'finishDriveConsent', ConsentDeps> = async (
  { params, query },
  context,
  deps,
) => {
  const { caller, now, sessionToken } = context;
  const { state, code } = query;
  const consent = state === undefined ? undefined : await deps.consents.take(state);
  if (!consent || state === undefined || consent.validUntil < now) return noSession('invalid_state');
  if (findConsentOption(params.consent, false).kind !== consent.kind) return noSession('invalid_state');
  const isSameBrowser = caller?.userId === consent.userId && caller.sessionId === consent.sessionId;
  if (!isSameBrowser || !sessionToken) return noSession('session_changed');
  if (query.error !== undefined) return noSession('access_denied');
  if (code === undefined) return noSession('invalid_state');
  const redirectUri = consentRedirectOf(deps.origin, params.consent);
  try {
    const proof = { code, codeVerifier: codeVerifierOf(sessionToken, state), redirectUri };
    const account = await openAccount(deps, consent, proof, now);
    return typeof account === 'string' ? noSession(account) : await handOver(deps, consent, account, now);
  } catch (error) {
    if (error instanceof PlatformError) return noSession('platform_error');
    throw error;
  }
};

/** @returns the stored account, or why there is none */
async function openAccount(
  deps: ConsentDeps,
  { userId, scope }: DriveConsent,
  proof: { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string },
  now: number,
): Promise<DriveConsentError | Pick<DriveAccount, 'connectionId' | 'email'>> {
  const oauth = deps.oauth(scope);
  const granted = await oauth.exchangeCode(proof);
  if (!coversScope(granted.scopes, scope)) {
    // The end of this grant would be the end of everything else that the user has granted to Hopper at Google.
    if (!(await hasOtherGoogleGrants(deps, userId))) await oauth.revoke(granted);
    return 'missing_scope';
  }
  const about = await deps.about(granted.accessToken);
  const account = await storeDriveAccount(deps, userId, { granted, about }, now);
  await resumeWaiting(deps, account, now);
  return account;
}

/** The session begins in a function that reaches the cache, and so no Google: it is told by a code that works once. */
async function handOver(
  deps: ConsentDeps,
  { kind, userId, sessionId }: DriveConsent,
  { connectionId, email }: Pick<DriveAccount, 'connectionId' | 'email'>,
  now: number,
) {
  const code = deps.newSecret();
  const validUntil = now + handOverMilliseconds;
  await deps.handOvers.put(code, { kind, userId, sessionId, connectionId, email, validUntil });
  return { location: `/session/start?code=${code}` };
}
