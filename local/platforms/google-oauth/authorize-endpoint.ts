import { type Answer, htmlAnswer, redirectAnswer } from '../http/answer.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { AuthorizePageError, type AuthorizeRequest, parseAuthorizeRequest } from './authorize-request.ts';
import { renderConsentPage } from './consent-page.ts';
import { renderAuthorizeErrorPage } from './error-page.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { buildReturnAddress, grantCode } from './grant-code.ts';
import { isSignInScope } from './scopes.ts';
import type { SimulatedAccount } from './simulated-accounts.ts';

/**
 * `GET /o/oauth2/v2/auth`: the consent page, or with automatic consent the redirect at once.
 * The simulation's own parameters: `sim_account` (who), `sim_scopes` (what stays ticked), `sim_decision` (`allow`,
 * `deny` or `ask`).
 */
export function handleAuthorize(context: PlatformContext, google: GoogleAccounts, exchange: Exchange): Answer {
  return onPage(() => {
    const request = parseAuthorizeRequest(google, exchange.query);
    const simulated = parseSimulatedWish(google, exchange.query);
    if (simulated.decision === 'deny') return deny(request);
    const account = simulated.account ?? (request.loginHint ? google.findAccount(request.loginHint) : undefined);
    if (request.prompt.includes('none')) return continueSilently(context, google, exchange, request, account);
    const decided = simulated.decision === 'allow' || (context.options.autoConsent && simulated.decision !== 'ask');
    if (!decided) return htmlAnswer(200, renderConsentPage(google, request, account));
    const granted = simulated.scopes ?? request.scopes;
    return allow(context, google, exchange, { request, account: account ?? defaultAccount(google), granted });
  });
}

/** `POST /o/oauth2/v2/auth`: the person pressed a button on the consent page. */
export async function handleConsent(
  context: PlatformContext,
  google: GoogleAccounts,
  exchange: Exchange,
): Promise<Answer> {
  const form = new URLSearchParams(await exchange.text());
  return onPage(() => {
    const request = parseAuthorizeRequest(google, new URLSearchParams(form.get('request') ?? ''));
    if (form.get('decision') !== 'allow') return deny(request);
    const account = google.findAccount(form.get('account') ?? '');
    if (!account) throw new AuthorizePageError('invalid_request', 'Choose an account.');
    return allow(context, google, exchange, { request, account, granted: form.getAll('scope') });
  });
}

function allow(
  context: PlatformContext,
  google: GoogleAccounts,
  exchange: Exchange,
  consent: { request: AuthorizeRequest; account: SimulatedAccount; granted: readonly string[] },
): Answer {
  const { request } = consent;
  // Sign-in scopes are not offered for unticking; everything else only counts when it was both asked for and ticked.
  const granted = request.scopes.filter((scope) => isSignInScope(scope) || consent.granted.includes(scope));
  if (granted.length === 0) return deny(request);
  return redirectAnswer(grantCode(context, google, { ...consent, granted, nowMs: exchange.nowMs }));
}

function deny(request: AuthorizeRequest): Answer {
  return redirectAnswer(buildReturnAddress(request, { error: 'access_denied' }));
}

function continueSilently(
  context: PlatformContext,
  google: GoogleAccounts,
  exchange: Exchange,
  request: AuthorizeRequest,
  hinted: SimulatedAccount | undefined,
): Answer {
  const account = hinted ?? defaultAccount(google);
  const grant = google.store.grants.find(`${request.client.projectId}/${account.sub}`);
  if (!grant || !request.scopes.every((scope) => grant.scopes.includes(scope))) {
    return redirectAnswer(buildReturnAddress(request, { error: 'interaction_required' }));
  }
  return allow(context, google, exchange, { request, account, granted: request.scopes });
}

function defaultAccount(google: GoogleAccounts): SimulatedAccount {
  const [first] = google.accounts;
  if (!first) throw new AuthorizePageError('invalid_request', 'There is no simulated account.');
  return first;
}

function parseSimulatedWish(google: GoogleAccounts, query: URLSearchParams) {
  const name = query.get('sim_account');
  const account = name === null ? undefined : google.findAccount(name);
  if (name !== null && !account) throw new AuthorizePageError('invalid_request', `No simulated account "${name}".`);
  return { account, decision: query.get('sim_decision'), scopes: query.get('sim_scopes')?.split(/[ ,]+/) };
}

function onPage(build: () => Answer): Answer {
  try {
    return build();
  } catch (error) {
    if (error instanceof AuthorizePageError) return htmlAnswer(400, renderAuthorizeErrorPage(error));
    throw error;
  }
}
