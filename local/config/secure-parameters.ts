import { platformsParameter } from '../../infra/platforms-parameter.ts';
import type { LocalConfig } from './local-config.ts';
import { oauthClients } from './oauth-clients.ts';

/**
 * What Parameter Store is to hold, by name: the person's own client credentials, or those that the simulated platforms
 * know. In an account of AWS a person puts it there.
 */
export function buildSecureParameters({ ownClients }: LocalConfig): Record<string, string> {
  const simulated = Object.entries(oauthClients).map(([name, setup]) => [name, setup.simulated]);
  const credentials = JSON.stringify({ ...Object.fromEntries(simulated), ...ownClients });
  return { [platformsParameter({ name: 'local' })]: credentials };
}
