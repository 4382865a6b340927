import * as z from 'zod';

/** Client credentials of the platforms' developer consoles, one entry per OAuth provider. */
export const PlatformSecretsValue = z.object({
  google: z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
});
export type PlatformSecretsValue = z.infer<typeof PlatformSecretsValue>;

/** Where the client credentials come from. */
export interface PlatformSecrets {
  load(): Promise<PlatformSecretsValue>;
}
