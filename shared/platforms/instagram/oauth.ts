import type { OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';

/** Instagram's OAuth. */
export function createInstagramOAuth(_secrets: PlatformSecrets): OAuthProvider {
  const refuse = async (): Promise<never> => {
    throw new PlatformError('rejected', 'not_available', 'Hopper cannot connect Instagram yet.');
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
