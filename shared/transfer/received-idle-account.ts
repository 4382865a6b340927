import * as z from 'zod';
import type { IdleAccount } from '../domain/drive/idle-accounts.ts';

const Message = z.object({
  kind: z.literal('give-up'),
  ownerId: z.string().min(1),
  connectionId: z.string().min(1),
});

/**
 * Reads a message that asks to give a Drive account up.
 * @returns undefined for any other message
 * @throws SyntaxError for a message that is no JSON
 */
export function findIdleAccount({ body }: { readonly body: string }): IdleAccount | undefined {
  const { data } = Message.safeParse(JSON.parse(body));
  return data && { ownerId: data.ownerId, connectionId: data.connectionId };
}
