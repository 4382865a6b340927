import type { OAuthClient } from '../../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { type DriveScope, driveScopes } from '../../domain/drive/drive-scopes.ts';
import type { PlatformCall } from '../../domain/posts/platform-call.ts';
import { sendOverHttp } from '../send.ts';
import { traced } from '../traced.ts';
import { withDeadline } from '../with-deadline.ts';
import { createGoogleOAuth } from './google-oauth.ts';

/** Shorter than a refresh lease, and than a request of a user may take. */
const deadlineMs = 10_000;

/**
 * Google's OAuth for a Drive. A grant is kept as long as a session or a transfer needs it, so none is ever old enough to
 * end by itself.
 * @param options.scope what is asked for; renewing and revoking do not depend on it
 * @param options.onCall is told of every call
 */
export function createDriveOAuth(
  secrets: PlatformSecrets,
  {
    scope = driveScopes.readonly,
    onCall,
  }: { readonly scope?: DriveScope; readonly onCall?: (call: PlatformCall) => void } = {},
): OAuthClient {
  const consent = { title: 'Google Drive', wantedScopes: [scope], choosesAccount: true };
  return {
    requiredScopes: [scope],
    ...createGoogleOAuth(secrets, consent, traced(withDeadline(sendOverHttp, deadlineMs), onCall)),
  };
}
