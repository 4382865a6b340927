import { type Answer, htmlAnswer, redirectAnswer } from '../http/answer.ts';
import { escapeHtml, renderPage } from '../http/html.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { AuthorizePageError, type AuthorizeRequest, parseAuthorizeRequest } from './authorize-request.ts';
import { renderConsentPage } from './consent-page.ts';
import { buildRefusal, grantCode } from './grant-code.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import type { MetaApp } from './meta-apps.ts';
import { parseScope } from './permissions.ts';

interface Consent {
  readonly request: AuthorizeRequest;
  /** Short name of the account or person. */
  readonly subject: string;
  /** What stayed ticked. */
  readonly ticked: readonly string[];
}

/** The consent pages of both logins. */
export interface AuthorizeEndpoint {
  /**
   * GET: the page, or with automatic consent the redirect at once. The simulation's own parameters: `sim_account`
   * (who), `sim_scopes` (what stays ticked), `sim_decision` (`allow`, `deny` or `ask`).
   */
  show(exchange: Exchange): Answer;
  /** POST: the person pressed a button. */
  decide(exchange: Exchange): Promise<Answer>;
}

export function createAuthorizeEndpoint(
  context: PlatformContext,
  meta: MetaAccounts,
  login: MetaApp['login'],
): AuthorizeEndpoint {
  const allow = ({ request, subject, ticked }: Consent, nowMs: number): Answer => {
    assertAdmitted(meta, login, subject);
    const granted = request.scopes.filter((scope) => ticked.includes(scope));
    if (granted.length === 0) return redirectAnswer(buildRefusal(request));
    return redirectAnswer(grantCode(context, meta, { request, subject, granted, nowMs }));
  };
  return {
    show: ({ query, nowMs }) =>
      onPage(() => {
        const request = parseAuthorizeRequest(meta, login, query);
        const wanted = query.get('sim_account') ?? undefined;
        const decision = query.get('sim_decision');
        if (decision === 'deny') return redirectAnswer(buildRefusal(request));
        const decided = decision === 'allow' || (context.options.autoConsent && decision !== 'ask');
        if (!decided) return htmlAnswer(200, renderConsentPage(meta, request, wanted));
        const ticked = query.has('sim_scopes') ? parseScope(query.get('sim_scopes') ?? '') : request.scopes;
        return allow({ request, subject: findSubject(meta, login, wanted), ticked }, nowMs);
      }),
    decide: async (exchange) => {
      const form = new URLSearchParams(await exchange.text());
      return onPage(() => {
        const request = parseAuthorizeRequest(meta, login, new URLSearchParams(form.get('request') ?? ''));
        if (form.get('decision') !== 'allow') return redirectAnswer(buildRefusal(request));
        const subject = findSubject(meta, login, form.get('account') ?? '');
        return allow({ request, subject, ticked: form.getAll('scope') }, exchange.nowMs);
      });
    },
  };
}

/** @param name short name; undefined takes the first one */
function findSubject(meta: MetaAccounts, login: MetaApp['login'], name: string | undefined): string {
  const known = login === 'instagram' ? meta.options.instagramAccounts : meta.options.people;
  const found = name === undefined ? known[0] : known.find(({ id }) => id === name);
  if (!found) throw new AuthorizePageError(`No simulated account "${name}".`);
  return found.id;
}

/** Only professional accounts can use the API. */
function assertAdmitted(meta: MetaAccounts, login: MetaApp['login'], subject: string): void {
  const isPersonal = login === 'instagram' && meta.findInstagram(subject)?.accountType === 'PERSONAL';
  if (!isPersonal || meta.options.admitPersonal) return;
  throw new AuthorizePageError('This is a personal account. Switch to a professional account in the Instagram app.');
}

function onPage(build: () => Answer): Answer {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof AuthorizePageError)) throw error;
    const text = `<h1>This page isn't available</h1>\n<p>${escapeHtml(error.message)}</p>`;
    return htmlAnswer(400, renderPage("This page isn't available", text));
  }
}
