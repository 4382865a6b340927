import { type OwnClients, oauthClients } from './oauth-clients.ts';

/**
 * The variables that point platforms to the simulator: those for which the person has no credentials.
 * @param ownClients the others, which are really called
 */
export function simulatedAddresses(simulatorUrl: string, ownClients: OwnClients = {}): Record<string, string> {
  const simulated = Object.entries(oauthClients).filter(([name]) => ownClients[name] === undefined);
  return Object.fromEntries(
    simulated.flatMap(([, { paths }]) =>
      Object.entries(paths).map(([name, path]) => [name, `${simulatorUrl}${path}`] as const),
    ),
  );
}

/** Pages of the simulated platforms on which a thing of the ledger can be seen, by platform. */
const pages: Readonly<Record<string, (remoteId: string) => string>> = {
  youtube: (remoteId) => `/youtube/watch?v=${remoteId}`,
  tiktok: (remoteId) => `/tiktok/publish/${remoteId}`,
  instagram: (remoteId) => `/instagram/reel/${remoteId}/`,
};

/** Page on which a visitor of a simulated platform sees a thing of its ledger; undefined where there is none. */
export function buildWatchUrl(simulatorUrl: string, platform: string, remoteId: string): string | undefined {
  const path = pages[platform]?.(encodeURIComponent(remoteId));
  return path === undefined ? undefined : `${simulatorUrl}${path}`;
}

/** Page with everything that a simulated platform holds; undefined where there is none. */
export function buildHomeUrl(simulatorUrl: string, platform: string): string | undefined {
  return platform in pages ? `${simulatorUrl}/${platform}/` : undefined;
}
