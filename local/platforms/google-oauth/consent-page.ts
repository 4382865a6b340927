import { escapeHtml, renderPage } from '../http/html.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { isSignInScope, scopeDescriptions } from './scopes.ts';
import type { SimulatedAccount } from './simulated-accounts.ts';

/**
 * The consent page: who, what, allow or cancel. Works without scripts.
 * @param chosen the account ticked at first; the first one when undefined
 */
export function renderConsentPage(
  google: GoogleAccounts,
  request: AuthorizeRequest,
  chosen: SimulatedAccount | undefined,
): string {
  const app = escapeHtml(request.client.appName);
  const first = chosen ?? google.accounts[0];
  return renderPage(
    `${request.client.appName} wants access – simulated Google`,
    `<h1>${app} wants to access your Google Account</h1>
<p class="soft">Simulated Google sign-in. Pick one of the pretend accounts.</p>
<form method="post">
<input type="hidden" name="request" value="${escapeHtml(request.query)}">
<fieldset>
<legend>Account or channel</legend>
${google.accounts.map((account) => renderAccount(google, account, account === first)).join('\n')}
</fieldset>
<fieldset>
<legend>${app} will be able to</legend>
${renderScopes(request.scopes)}
</fieldset>
<div class="actions">
<button name="decision" value="deny">Cancel</button>
<button class="primary" name="decision" value="allow">Allow</button>
</div>
</form>`,
  );
}

function renderAccount(google: GoogleAccounts, account: SimulatedAccount, checked: boolean): string {
  const manager = google.accounts.find((other) => other.id === account.managedBy);
  const channel = account.channel ? `YouTube channel ${account.channel.handle}` : 'no YouTube channel';
  const detail = manager ? `Brand account of ${manager.name} · ${channel}` : `${account.email} · ${channel}`;
  return `<label class="choice"><input type="radio" name="account" value="${escapeHtml(account.id)}"${checked ? ' checked' : ''}>
<span class="initial" aria-hidden="true">${escapeHtml(account.name.slice(0, 1))}</span>
<span>${escapeHtml(account.name)}<small>${escapeHtml(detail)}</small></span></label>`;
}

/** Granular consent: tick boxes appear as soon as two things besides signing in are asked for. */
function renderScopes(scopes: readonly string[]): string {
  const granular = scopes.filter((scope) => !isSignInScope(scope)).length >= 2;
  return scopes
    .map((scope) => {
      const text = `<span>${escapeHtml(scopeDescriptions[scope] ?? scope)}<small>${escapeHtml(scope)}</small></span>`;
      const value = escapeHtml(scope);
      if (!granular || isSignInScope(scope)) {
        return `<div class="choice"><input type="hidden" name="scope" value="${value}">${text}</div>`;
      }
      return `<label class="choice"><input type="checkbox" name="scope" value="${value}" checked>${text}</label>`;
    })
    .join('\n');
}
