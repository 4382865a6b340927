import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange, PickedOperation, PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { exchangeCode } from './exchange-code.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import type { OauthClient } from './oauth-clients.ts';
import { OauthError } from './oauth-error.ts';
import { refreshAccess } from './refresh-access.ts';
import { readForm, requireField } from './token-form.ts';

/**
 * `POST /token`: code exchange and refresh.
 * @throws OauthError
 */
export async function handleToken(
  context: PlatformContext,
  google: GoogleAccounts,
  exchange: Exchange,
): Promise<Answer> {
  const form = await readForm(exchange);
  const client = authenticateClient(google, form);
  return inTransaction(context.database, () => {
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return jsonAnswer(200, exchangeCode(context, google, { client, form, exchange }));
      case 'refresh_token':
        return jsonAnswer(200, refreshAccess(context, google, { client, form, exchange }));
      case null:
        throw new OauthError(400, 'invalid_request', 'Missing required parameter: grant_type');
      default:
        throw new OauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    }
  });
}

function authenticateClient(google: GoogleAccounts, form: URLSearchParams): OauthClient {
  const client = google.findClient(requireField(form, 'client_id'));
  if (!client) throw new OauthError(401, 'invalid_client', 'The OAuth client was not found.');
  if (client.deleted) throw new OauthError(401, 'deleted_client', 'The OAuth client was deleted.');
  if (requireField(form, 'client_secret') !== client.clientSecret) {
    throw new OauthError(401, 'invalid_client', 'The provided client secret is invalid.');
  }
  return client;
}

/** Exchange and refresh share one path; `token` is a call that is neither. */
export const tokenOperation: PickedOperation = {
  names: ['token.exchange', 'token.refresh', 'token'],
  pick: async (exchange) => {
    const grantType = new URLSearchParams(await exchange.text()).get('grant_type');
    if (grantType === 'authorization_code') return 'token.exchange';
    return grantType === 'refresh_token' ? 'token.refresh' : 'token';
  },
};
