import { randomBytes } from 'node:crypto';
import { inTransaction } from '../../storage/open-database.ts';
import type { TiktokAccount } from '../simulated-accounts.ts';
import type { Tiktok } from '../tiktok.ts';
import type { TiktokAuthorizeRequest } from './authorize-request.ts';

const codeLifeMs = 10 * 60 * 1000;

/**
 * Records the consent and makes the code that the browser carries back. Like the real ones it has characters in it
 * that are escaped in an address: a client that does not decode it fails.
 */
export function grantTiktokCode(
  { store, context }: Tiktok,
  consent: { request: TiktokAuthorizeRequest; account: TiktokAccount; scopes: string[]; nowMs: number },
): string {
  const { request, account, scopes, nowMs } = consent;
  const grant = { clientKey: request.app.clientKey, accountId: account.id, scopes };
  const code = `${randomBytes(33).toString('base64url')}*1!${randomBytes(2).readUInt16BE()}.e1`;
  return inTransaction(context.database, () => {
    store.grants.put(grant);
    store.codes.put({
      ...grant,
      code,
      redirectUri: request.redirectUri,
      challenge: request.challenge,
      expiresAtMs: nowMs + codeLifeMs,
    });
    return code;
  });
}
