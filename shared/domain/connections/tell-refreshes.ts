import { PlatformError } from '../posts/publisher.ts';
import type { TellMetric } from '../watch/metrics.ts';
import type { OAuthClient } from './oauth-provider.ts';

/**
 * A provider that counts how its refreshes end: renewed, refused for good, or failed for now. One refused grant is a user
 * who has left; all of them at once is a client that the platform does not know any more.
 */
export function tellRefreshes<Provider extends OAuthClient>(
  provider: Provider,
  platform: string,
  tell: TellMetric,
): Provider {
  const count = (Outcome: 'renewed' | 'refused' | 'failed') =>
    tell('TokenRefreshes', { value: 1, of: { Platform: platform, Outcome } });
  return {
    ...provider,
    async refresh(refreshToken: string) {
      try {
        const granted = await provider.refresh(refreshToken);
        count('renewed');
        return granted;
      } catch (error) {
        count(error instanceof PlatformError && error.kind === 'reauthorize' ? 'refused' : 'failed');
        throw error;
      }
    },
  };
}
