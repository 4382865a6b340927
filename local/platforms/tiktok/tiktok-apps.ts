import * as z from 'zod';

const maxRedirectUris = 10;

/** An app as registered in the developer portal. */
export const tiktokAppSchema = z.strictObject({
  clientKey: z.string().min(1),
  clientSecret: z.string().min(1),
  appName: z.string().default('Hopper'),
  redirectUris: z.array(z.string()).max(maxRedirectUris),
  /** `desktop` apps use loopback addresses and PKCE in hexadecimal; `web` apps https. */
  platform: z.enum(['web', 'desktop']).default('desktop'),
  /** An app that was not audited posts only to private accounts, for five users a day. */
  audited: z.boolean().default(true),
  /** Where the app is told what happens. */
  webhookUrl: z.url().optional(),
  /** Prefixes of addresses that were verified for PULL_FROM_URL. */
  urlPrefixes: z.array(z.string()).default([]),
});
export type TiktokApp = z.infer<typeof tiktokAppSchema>;

/** The app that the local stack uses when no real credentials are configured. */
export function buildLocalTiktokApp(redirectUris: readonly string[]): TiktokApp {
  return tiktokAppSchema.parse({
    clientKey: 'hopper-local',
    clientSecret: 'hopper-local-secret',
    redirectUris: redirectUris.filter((uri) => isRegistrable(uri, 'desktop')).slice(0, maxRedirectUris),
  });
}

/**
 * Whether the developer portal would take this redirect URI.
 * @see https://developers.tiktok.com/doc/login-kit-web
 * @see https://developers.tiktok.com/doc/login-kit-desktop
 */
export function isRegistrable(uri: string, platform: TiktokApp['platform']): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!url || uri.length >= 512 || url.search !== '' || url.hash !== '' || /[?#]/.test(uri)) return false;
  if (platform === 'web') return url.protocol === 'https:';
  return /^https?:\/\/(localhost|127\.0\.0\.1):\d+(\/|$)/.test(uri);
}

/** Whether the app may be redirected there: byte for byte as registered. */
export function allowsTiktokRedirect(app: TiktokApp, redirectUri: string): boolean {
  return app.redirectUris.includes(redirectUri) && isRegistrable(redirectUri, app.platform);
}
