import * as z from 'zod';

/** An OAuth client as registered in a Cloud project. */
export const oauthClientSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  redirectUris: z.array(z.string()),
  /** Grants and quotas belong to the project, not to the client. */
  projectId: z.string().default('hopper-local-project'),
  appName: z.string().default('Hopper'),
  /** `web` compares redirect URIs exactly; `desktop` also takes any loopback port. */
  type: z.enum(['web', 'desktop']).default('web'),
  /** `testing`: refresh tokens end after seven days. */
  publishing: z.enum(['testing', 'production']).default('production'),
  deleted: z.boolean().default(false),
});
export type OauthClient = z.infer<typeof oauthClientSchema>;

/** The client that the local stack uses when no real credentials are configured. */
export function buildLocalClient(redirectUris: readonly string[]): OauthClient {
  return oauthClientSchema.parse({
    clientId: 'hopper-local',
    clientSecret: 'hopper-local-secret',
    redirectUris: [...redirectUris],
  });
}

/**
 * Whether the client may be redirected there.
 * @see https://developers.google.com/identity/protocols/oauth2/native-app#redirect-uri_loopback
 */
export function allowsRedirect(client: OauthClient, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  return client.type === 'desktop' && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/[^#]*)?$/.test(redirectUri);
}
