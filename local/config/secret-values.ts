import type { LocalConfig } from './local-config.ts';
import { oauthClients } from './oauth-clients.ts';

/** Name of the secret that the data stack of stage `local` declares. */
const platformSecretsName = 'hopper-local-platforms';

/** Values of the secrets by name: the person's own client credentials, or those that the simulated platforms know. */
export function buildSecretValues({ ownClients }: LocalConfig): Record<string, string> {
  const simulated = Object.entries(oauthClients).map(([name, setup]) => [name, setup.simulated]);
  return { [platformSecretsName]: JSON.stringify({ ...Object.fromEntries(simulated), ...ownClients }) };
}
