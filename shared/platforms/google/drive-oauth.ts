import type { OAuthClient } from '../../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { type DriveScope, driveScopes } from '../../domain/drive/drive-scopes.ts';
import { sendOverHttp } from '../send.ts';
import { withDeadline } from '../with-deadline.ts';
import { createGoogleOAuth } from './google-oauth.ts';

/** Shorter than a refresh lease, and than a request of a user may take. */
const deadlineMs = 10_000;

/**
 * Google's OAuth for a Drive. A grant is kept as long as a session or a transfer needs it, so none is ever old enough to
 * end by itself.
 * @param scope what is asked for; renewing and revoking do not depend on it
 */
export function createDriveOAuth(secrets: PlatformSecrets, scope: DriveScope = driveScopes.readonly): OAuthClient {
  const consent = { title: 'Google Drive', wantedScopes: [scope], choosesAccount: true };
  return {
    requiredScopes: [scope],
    ...createGoogleOAuth(secrets, consent, withDeadline(sendOverHttp, deadlineMs)),
  };
}
