import * as z from 'zod';
import { PlatformError } from '../posts/publisher.ts';

const client = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
/** What is missing or unusable counts as not set up: one platform's mistake does not concern the others. */
const unlessSetUp = <T extends z.ZodType>(entry: T) => entry.optional().catch(undefined);

/** Client credentials of the platforms' developer consoles, one entry per OAuth provider. */
export const PlatformSecretsValue = z.object({
  google: unlessSetUp(client),
  tiktok: unlessSetUp(z.object({ clientKey: z.string().min(1), clientSecret: z.string().min(1) })),
  instagram: unlessSetUp(client),
  facebook: unlessSetUp(client),
});
export type PlatformSecretsValue = z.infer<typeof PlatformSecretsValue>;

/** Where the client credentials come from. */
export interface PlatformSecrets {
  load(): Promise<PlatformSecretsValue>;
}

/** Cause code of the error that says that an operator has not given Hopper credentials for a platform. */
export const notSetUp = 'not_set_up';

/**
 * The credentials of one OAuth provider.
 * @param label how a user calls the platform: "TikTok"
 * @throws PlatformError transient `not_set_up`: nobody is disconnected by it, and the operator can put it right
 */
export async function loadCredentials<Entry extends keyof PlatformSecretsValue>(
  secrets: PlatformSecrets,
  entry: Entry,
  label: string,
): Promise<NonNullable<PlatformSecretsValue[Entry]>> {
  const value = (await secrets.load())[entry];
  if (!value) throw new PlatformError('transient', notSetUp, `${label} is not set up on this server.`);
  return value;
}
