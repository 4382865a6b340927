import type { EnvName } from '../../shared/config/env.ts';

/** The OAuth client that the simulated platforms know. */
export const simulatedGoogleClient = { clientId: 'hopper-local', clientSecret: 'hopper-local-secret' } as const;

/** Below which paths of the simulator the addresses lie that product code reads from its environment. */
const simulatedPaths: Partial<Record<EnvName, string>> = {
  GOOGLE_OAUTH_AUTHORIZE_URL: '/google-oauth/o/oauth2/v2/auth',
  GOOGLE_OAUTH_TOKEN_URL: '/google-oauth/token',
  GOOGLE_OAUTH_REVOKE_URL: '/google-oauth/revoke',
  YOUTUBE_API_URL: '/youtube',
};

/** The variables that point every platform to the simulator. */
export function simulatedAddresses(simulatorUrl: string): Record<string, string> {
  return Object.fromEntries(Object.entries(simulatedPaths).map(([name, path]) => [name, `${simulatorUrl}${path}`]));
}

/** Page on which a visitor of a simulated platform sees a thing of its ledger; undefined where there is none. */
export function buildWatchUrl(simulatorUrl: string, platform: string, remoteId: string): string | undefined {
  return platform === 'youtube' ? `${simulatorUrl}/youtube/watch?v=${encodeURIComponent(remoteId)}` : undefined;
}
