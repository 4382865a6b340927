import { randomBytes } from 'node:crypto';
import type { PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import type { SimulatedAccount } from './simulated-accounts.ts';

const codeLifeMs = 10 * 60 * 1000;

/**
 * Records the consent and makes the single-use code that the browser carries back.
 * @param granted the scopes that stayed ticked
 * @returns the address to redirect to
 */
export function grantCode(
  context: PlatformContext,
  google: GoogleAccounts,
  consent: { request: AuthorizeRequest; account: SimulatedAccount; granted: readonly string[]; nowMs: number },
): string {
  const { request, account, granted, nowMs } = consent;
  const { client } = request;
  const { store } = google;
  return inTransaction(context.database, () => {
    const before = store.grants.find(`${client.projectId}/${account.sub}`);
    const firstConsent = !before?.clientIds.includes(client.clientId);
    const known = before?.scopes ?? [];
    store.grants.put({
      projectId: client.projectId,
      sub: account.sub,
      scopes: union(known, granted),
      clientIds: union(before?.clientIds ?? [], [client.clientId]),
    });
    const scopes = request.includeGrantedScopes ? union(granted, known) : [...granted];
    const code = `4/0A${randomBytes(36).toString('base64url')}`;
    store.codes.put({
      code,
      clientId: client.clientId,
      sub: account.sub,
      redirectUri: request.redirectUri,
      scopes,
      challenge: request.challenge,
      challengeMethod: request.challengeMethod,
      // A refresh token comes with the first consent of this user and client, or when the screen was forced.
      offline: request.offline && (firstConsent || request.prompt.includes('consent')),
      nonce: request.nonce,
      expiresAtMs: nowMs + codeLifeMs,
      used: false,
    });
    return buildReturnAddress(request, { code, scope: scopes.join(' ') });
  });
}

/** The redirect URI with the outcome and the state exactly as it came. */
export function buildReturnAddress(request: AuthorizeRequest, outcome: Record<string, string>): string {
  const address = new URL(request.redirectUri);
  if (request.state !== null) address.searchParams.set('state', request.state);
  for (const [name, value] of Object.entries(outcome)) address.searchParams.set(name, value);
  return address.href;
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}
