import * as z from 'zod';
import type { MailKey } from '../../domain/mail/mail-outbox.ts';

const Hint = z.object({ ownerId: z.string().min(1), mailId: z.string().min(1) });

/** Reads a message of the queue of mails. @throws ZodError or SyntaxError for one that is no hint: it ends in the dead-letter queue */
export function parseMailHint({ body }: { readonly body: string }): MailKey {
  const { ownerId, mailId } = Hint.parse(JSON.parse(body));
  return { ownerId, mailId };
}
