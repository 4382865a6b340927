import { escapeHtml, renderPage } from '../../http/html.ts';
import type { TiktokAccount } from '../simulated-accounts.ts';
import type { Tiktok } from '../tiktok.ts';
import type { TiktokAuthorizeRequest } from './authorize-request.ts';
import { basicScope, tiktokScopes } from './scopes.ts';

/** The consent page: who, what, allow or cancel. Works without scripts. @param chosen the account ticked at first */
export function renderTiktokConsentPage(
  { options }: Tiktok,
  request: TiktokAuthorizeRequest,
  chosen: TiktokAccount,
): string {
  const app = escapeHtml(request.app.appName);
  return renderPage(
    `${request.app.appName} wants access – simulated TikTok`,
    `<h1>${app} wants to access your TikTok account</h1>
<p class="soft">Simulated TikTok. Pick one of the pretend accounts.</p>
<form method="post">
<input type="hidden" name="request" value="${escapeHtml(request.query)}">
<fieldset>
<legend>Account</legend>
${options.accounts.map((account) => renderAccount(account, account === chosen)).join('\n')}
</fieldset>
<fieldset>
<legend>${app} will be able to</legend>
${request.scopes.map(renderScope).join('\n')}
</fieldset>
<div class="actions">
<button name="decision" value="deny">Cancel</button>
<button class="primary" name="decision" value="allow">Continue</button>
</div>
</form>`,
  );
}

function renderAccount(account: TiktokAccount, checked: boolean): string {
  const traits = [account.private ? 'private account' : 'public account', ...(account.banned ? ['may not post'] : [])];
  return `<label class="choice"><input type="radio" name="account" value="${escapeHtml(account.id)}"${checked ? ' checked' : ''}>
<span class="initial" aria-hidden="true">${escapeHtml(account.name.slice(0, 1))}</span>
<span>${escapeHtml(account.name)}<small>@${escapeHtml(account.username)} · ${traits.join(', ')}</small></span></label>`;
}

function renderScope(scope: string): string {
  const text = `<span>${escapeHtml(tiktokScopes[scope] ?? scope)}<small>${escapeHtml(scope)}</small></span>`;
  if (scope === basicScope) return `<div class="choice">${text}</div>`;
  return `<label class="choice"><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked>${text}</label>`;
}

/** What the person sees when the request cannot be sent back to the app. */
export function renderTiktokErrorPage(problem: string): string {
  return renderPage(
    'Something went wrong',
    `<h1>Something went wrong</h1>
<p>We couldn't log in with TikTok. This may be due to specific app settings.</p>
<p class="soft">If you're a developer, correct the following and try again: <code>${escapeHtml(problem)}</code></p>`,
  );
}
