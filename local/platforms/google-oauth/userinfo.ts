import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { toScope } from './scopes.ts';

/**
 * `GET /oauth2/v2/userinfo`: what the sign-in scopes allow to know about the person.
 * @throws GoogleApiError
 */
export function handleUserInfo(google: GoogleAccounts, exchange: Exchange): Answer {
  const { account, scopes } = authorizeCaller(google, exchange, ['userinfo.email', 'userinfo.profile']);
  return jsonAnswer(200, {
    id: account.sub,
    ...(scopes.includes(toScope('userinfo.email')) && { email: account.email, verified_email: true }),
    ...(scopes.includes(toScope('userinfo.profile')) && { name: account.name }),
  });
}
