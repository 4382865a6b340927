import type { OwnClients } from './oauth-clients.ts';

/** What the page calls a platform → the OAuth provider whose credentials decide whether it is simulated. */
const providers = { youtube: 'google', tiktok: 'tiktok', instagram: 'instagram', drive: 'google' } as const;

/** The address under which the console shows what is at a simulated platform; with `/<id>` one thing of it. */
const placeOf = (platform: string) => `/_local/at/${platform}`;

/**
 * The page's `/site.json` on this machine: which platforms are simulated, and where what they hold can be looked at.
 * @param ownClients those of the person, with which the real platform is used
 */
export function describeSite(ownClients: OwnClients): string {
  const simulated = Object.entries(providers).filter(([, provider]) => ownClients[provider] === undefined);
  return JSON.stringify({ simulated: Object.fromEntries(simulated.map(([name]) => [name, placeOf(name)])) });
}
