import type { Platform, PlatformContext, Route } from '../platform.ts';
import { createAuthorizeEndpoint } from './authorize-endpoint.ts';
import { InstagramOauthError } from './instagram-oauth-error.ts';
import { exchangeInstagramCode } from './instagram-tokens.ts';
import { openMetaAccounts } from './meta-accounts.ts';

const consentPaths = {
  instagram: '/instagram/oauth/authorize',
  facebook: /^\/facebook(\/v\d+\.\d+)?\/dialog\/oauth$/,
} as const;

/** Where people meet Meta: www.instagram.com and www.facebook.com, and the code exchange of api.instagram.com. */
export function createMetaOauthPlatform(context: PlatformContext): Platform {
  const meta = openMetaAccounts(context);
  const consent = (['instagram', 'facebook'] as const).flatMap((login): Route[] => {
    const endpoint = createAuthorizeEndpoint(context, meta, login);
    const common = { path: consentPaths[login], audience: 'page' } as const;
    return [
      { ...common, method: 'GET', operation: `authorize.${login}`, handle: endpoint.show },
      { ...common, method: 'POST', operation: `consent.${login}`, handle: endpoint.decide },
    ];
  });
  return {
    name: 'meta-oauth',
    prefix: '/meta-oauth',
    routes: [
      ...consent,
      {
        method: 'POST',
        path: '/api/oauth/access_token',
        operation: 'token.exchange',
        audience: 'api',
        handle: (exchange) => exchangeInstagramCode(context, meta, exchange),
      },
    ],
    settle: () => undefined,
    toErrorAnswer: ({ status, message, reason }) =>
      new InstagramOauthError(message ?? reason ?? 'Simulated failure.').toAnswer(status),
    answerThrown: (error) => (error instanceof InstagramOauthError ? error.toAnswer() : undefined),
  };
}
