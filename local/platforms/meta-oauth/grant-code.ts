import { randomBytes } from 'node:crypto';
import type { PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { MetaAccounts } from './meta-accounts.ts';

const codeLifeMs = 3600 * 1000;

/**
 * Records the consent and makes the single-use code that the browser carries back.
 * @returns the address to redirect to
 */
export function grantCode(
  context: PlatformContext,
  meta: MetaAccounts,
  consent: { request: AuthorizeRequest; subject: string; granted: readonly string[]; nowMs: number },
): string {
  const { request, subject, granted, nowMs } = consent;
  const { clientId, login } = request.app;
  return inTransaction(context.database, () => {
    const code = `AQ${randomBytes(60).toString('base64url')}`;
    const declined = request.scopes.filter((scope) => !granted.includes(scope));
    meta.store.grants.put({ login, clientId, subject, granted: [...granted], declined });
    meta.store.codes.put({
      code,
      clientId,
      login,
      subject,
      redirectUri: request.redirectUri,
      permissions: [...granted],
      expiresAtMs: nowMs + codeLifeMs,
      used: false,
    });
    return buildReturnAddress(request, { code });
  });
}

/** The redirect URI with the outcome. Instagram's, and Facebook's in many cases, ends in a fragment of its own. */
export function buildReturnAddress(request: AuthorizeRequest, outcome: Record<string, string>): string {
  const address = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(outcome)) address.searchParams.set(name, value);
  if (request.state !== null) address.searchParams.set('state', request.state);
  const fragment = 'code' in outcome ? (request.app.login === 'instagram' ? '#_' : '#_=_') : '';
  return `${address.href}${fragment}`;
}

/** What a person who says no sends back. */
export function buildRefusal(request: AuthorizeRequest): string {
  const common = { error: 'access_denied', error_reason: 'user_denied' };
  const facebook: Record<string, string> = request.app.login === 'facebook' ? { error_code: '200' } : {};
  return buildReturnAddress(request, { ...common, ...facebook, error_description: 'The user denied your request.' });
}
