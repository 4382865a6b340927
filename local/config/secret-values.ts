import type { LocalConfig } from './local-config.ts';
import { simulatedGoogleClient } from './simulated-platforms.ts';

/** Name of the secret that the data stack of stage `local` declares. */
const platformSecretsName = 'hopper-local-platforms';

/** Values of the secrets by name: the person's own client credentials, or those that the simulated platforms know. */
export function buildSecretValues({ google }: LocalConfig): Record<string, string> {
  return { [platformSecretsName]: JSON.stringify({ google: google ?? simulatedGoogleClient }) };
}
