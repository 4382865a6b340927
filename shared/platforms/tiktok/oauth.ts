import type { OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';

/** TikTok's OAuth. */
export function createTiktokOAuth(_secrets: PlatformSecrets): OAuthProvider {
  const refuse = async (): Promise<never> => {
    throw new PlatformError('rejected', 'not_available', 'Hopper cannot connect TikTok yet.');
  };
  return {
    requiredScopes: [],
    authorizeUrl: refuse,
    exchangeCode: refuse,
    refresh: refuse,
    revoke: refuse,
    fetchAccount: refuse,
  };
}
