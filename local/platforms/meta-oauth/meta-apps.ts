import * as z from 'zod';

/** An app of Meta's developer console. Its Instagram login has an id and a secret of its own. */
export const metaAppSchema = z.strictObject({
  login: z.enum(['instagram', 'facebook']),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  redirectUris: z.array(z.string()),
  appName: z.string().default('Hopper'),
});
export type MetaApp = z.infer<typeof metaAppSchema>;

/** The two apps that the local stack uses when no real credentials are configured. */
export function buildLocalApps(redirectUris: readonly string[]): MetaApp[] {
  return (['instagram', 'facebook'] as const).map((login) =>
    metaAppSchema.parse({
      login,
      clientId: `hopper-local-${login}`,
      clientSecret: `hopper-local-${login}-secret`,
      redirectUris: [...redirectUris],
    }),
  );
}
