import type { MailKey } from '../../domain/mail/mail-outbox.ts';
import type { MailPurpose } from '../../domain/mail/mail-token.ts';
import { type ItemKey, owner } from './keys.ts';

/** Every kind of item that mails have, beside those in keys.ts. */
export const mailKeyOf = {
  /** A mail that waits to be sent, or could not be. */
  mail: ({ ownerId, mailId }: MailKey): ItemKey => ({ pk: owner(ownerId), sk: `MAIL#${mailId}` }),
  /** A link that works once, under the hash of its secret. */
  token: (purpose: MailPurpose, hash: string): ItemKey => ({ pk: `MAIL-TOKEN#${hash}`, sk: `MAIL-TOKEN#${purpose}` }),
};
