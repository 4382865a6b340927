import { escapeHtml, renderPage } from '../http/html.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import { describePermission } from './permissions.ts';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** Whom a person can be on this consent page. */
function listChoices(meta: MetaAccounts, login: AuthorizeRequest['app']['login']): Choice[] {
  if (login === 'instagram') {
    return meta.options.instagramAccounts.map(({ id, name, username, accountType }) => ({
      id,
      name,
      detail: `@${username} · ${accountType === 'PERSONAL' ? 'personal account' : 'professional account'}`,
    }));
  }
  return meta.options.people.map(({ id, name, pages }) => {
    const linked = pages.map((page) => `${page.name}${page.instagram === null ? ' (no Instagram)' : ''}`);
    return { id, name, detail: linked.length === 0 ? 'no Page' : `Pages: ${linked.join(', ')}` };
  });
}

/** The consent page of either login: who, what, allow or cancel. Works without scripts. */
export function renderConsentPage(meta: MetaAccounts, request: AuthorizeRequest, chosen: string | undefined): string {
  const { app, scopes, query } = request;
  const brand = app.login === 'instagram' ? 'Instagram' : 'Facebook';
  const choices = listChoices(meta, app.login);
  const first = chosen ?? choices[0]?.id;
  return renderPage(
    `${app.appName} wants access – simulated ${brand}`,
    `<h1>${escapeHtml(app.appName)} wants to use your ${brand} account</h1>
<p class="soft">Simulated ${brand} login. Pick one of the pretend accounts.</p>
<form method="post">
<input type="hidden" name="request" value="${escapeHtml(query)}">
<fieldset>
<legend>Account</legend>
${choices.map((choice) => renderChoice(choice, choice.id === first)).join('\n')}
</fieldset>
<fieldset>
<legend>${escapeHtml(app.appName)} will be able to</legend>
${scopes.map((scope) => renderPermission(scope, describePermission(app.login, scope) ?? scope)).join('\n')}
</fieldset>
<div class="actions">
<button name="decision" value="deny">Cancel</button>
<button class="primary" name="decision" value="allow">Allow</button>
</div>
</form>`,
  );
}

function renderChoice({ id, name, detail }: Choice, checked: boolean): string {
  return `<label class="choice"><input type="radio" name="account" value="${escapeHtml(id)}"${checked ? ' checked' : ''}>
<span class="initial" aria-hidden="true">${escapeHtml(name.slice(0, 1))}</span>
<span>${escapeHtml(name)}<small>${escapeHtml(detail)}</small></span></label>`;
}

function renderPermission(scope: string, text: string): string {
  return `<label class="choice"><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked>
<span>${escapeHtml(text)}<small>${escapeHtml(scope)}</small></span></label>`;
}
