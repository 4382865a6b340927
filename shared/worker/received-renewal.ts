import * as z from 'zod';
import { PlatformName } from '../contract/platform-names.ts';
import type { Renewal } from '../domain/connections/renewal.ts';

const Message = z.object({
  kind: z.literal('renew'),
  ownerId: z.string().min(1),
  connectionId: z.string().min(1),
  platform: PlatformName,
});

/**
 * Reads a message of a publish queue that asks to renew a grant.
 * @returns undefined for any other message
 * @throws SyntaxError for a message that is no JSON
 */
export function findRenewal({ body }: { readonly body: string }): Renewal | undefined {
  const { data } = Message.safeParse(JSON.parse(body));
  return data && { ownerId: data.ownerId, connectionId: data.connectionId, platform: data.platform };
}
