import type { GoogleAccounts } from '../google-oauth/google-accounts.ts';
import { BodyTooLargeError } from '../http/read-text.ts';
import type { Platform } from '../platform.ts';
import { readBearer } from './authorize-caller.ts';
import { GoogleApiError } from './google-api-error.ts';
import type { UploadSessions } from './resumable/upload-sessions.ts';

interface GoogleService {
  readonly google: GoogleAccounts;
  readonly sessions: UploadSessions;
}

/** What every Google service does alike: its errors, and faults about tokens and upload sessions. */
export function buildGoogleService({
  google,
  sessions,
}: GoogleService): Pick<Platform, 'answerThrown' | 'revokeToken' | 'loseSession'> {
  return {
    answerThrown: (error) => {
      if (error instanceof GoogleApiError) return error.toAnswer();
      if (!(error instanceof BodyTooLargeError)) return undefined;
      return new GoogleApiError({ status: 413, reason: 'uploadTooLarge', message: error.message }).toAnswer();
    },
    revokeToken: (exchange, what) => {
      const token = readBearer(exchange);
      const caller = token === null ? undefined : google.authenticate(token, exchange.nowMs);
      if (!caller) return;
      if (what === 'grant') google.revokeGrant(caller.projectId, caller.account.sub);
      else google.revokeAccessToken(caller.token);
    },
    loseSession: (exchange, status) => {
      const session = sessions.find(exchange.query.get('upload_id') ?? '');
      if (session) sessions.put({ ...session, state: 'lost', lostStatus: status });
    },
  };
}
