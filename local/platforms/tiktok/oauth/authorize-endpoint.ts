import { type Answer, htmlAnswer, redirectAnswer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import type { TiktokAccount } from '../simulated-accounts.ts';
import type { Tiktok } from '../tiktok.ts';
import {
  parseTiktokAuthorizeRequest,
  type ReturnTarget,
  TiktokAuthorizePageError,
  TiktokAuthorizeRefusal,
  type TiktokAuthorizeRequest,
} from './authorize-request.ts';
import { renderTiktokConsentPage, renderTiktokErrorPage } from './consent-page.ts';
import { grantTiktokCode } from './grant-code.ts';
import { basicScope } from './scopes.ts';

/**
 * `GET /v2/auth/authorize/`: the consent page, or with automatic consent the redirect at once.
 * The simulation's own parameters: `sim_account` (who), `sim_scopes` (what stays ticked, by comma), `sim_decision`
 * (`allow`, `deny` or `ask`).
 */
export function handleTiktokAuthorize(tiktok: Tiktok, exchange: Exchange): Answer {
  return onPage(() => {
    const { query } = exchange;
    const request = parseTiktokAuthorizeRequest(tiktok, query);
    const decision = query.get('sim_decision');
    if (decision === 'deny') return deny(request);
    const account = findAccount(tiktok, query.get('sim_account'));
    const decided = decision === 'allow' || (tiktok.context.options.autoConsent && decision !== 'ask');
    if (!decided) return htmlAnswer(200, renderTiktokConsentPage(tiktok, request, account));
    return allow(tiktok, exchange, {
      request,
      account,
      ticked: query.get('sim_scopes')?.split(/[ ,]+/) ?? request.scopes,
    });
  });
}

/** `POST /v2/auth/authorize/`: the person pressed a button on the consent page. */
export async function handleTiktokConsent(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const form = new URLSearchParams(await exchange.text());
  return onPage(() => {
    const request = parseTiktokAuthorizeRequest(tiktok, new URLSearchParams(form.get('request') ?? ''));
    if (form.get('decision') !== 'allow') return deny(request);
    return allow(tiktok, exchange, {
      request,
      account: findAccount(tiktok, form.get('account')),
      ticked: form.getAll('scope'),
    });
  });
}

function findAccount({ options }: Tiktok, id: string | null): TiktokAccount {
  const account = id === null ? options.accounts[0] : options.accounts.find((candidate) => candidate.id === id);
  if (!account) throw new TiktokAuthorizePageError(`account ${id}`);
  return account;
}

function allow(
  tiktok: Tiktok,
  exchange: Exchange,
  consent: { request: TiktokAuthorizeRequest; account: TiktokAccount; ticked: readonly string[] },
): Answer {
  const { request, account, ticked } = consent;
  const scopes = request.scopes.filter((scope) => scope === basicScope || ticked.includes(scope));
  if (scopes.length === 0) return deny(request);
  const code = grantTiktokCode(tiktok, { request, account, scopes, nowMs: exchange.nowMs });
  return sendBack(request, { code, scopes: scopes.join(',') });
}

function deny(target: ReturnTarget): Answer {
  return sendBack(target, { error: 'access_denied', error_description: 'The user denied the request.' });
}

/** The redirect URI has no query of its own: registration refuses that. */
function sendBack({ redirectUri, state }: ReturnTarget, outcome: Record<string, string>): Answer {
  const query = new URLSearchParams({ ...outcome, ...(state !== null && { state }) });
  return redirectAnswer(`${redirectUri}?${query}`);
}

function onPage(build: () => Answer): Answer {
  try {
    return build();
  } catch (error) {
    if (error instanceof TiktokAuthorizePageError) return htmlAnswer(400, renderTiktokErrorPage(error.message));
    if (!(error instanceof TiktokAuthorizeRefusal)) throw error;
    return sendBack(error.target, { error: error.code, error_description: error.message });
  }
}
