import type { MailKey } from '../../domain/mail/mail-outbox.ts';
import type { MailPurpose } from '../../domain/mail/mail-token.ts';
import type { Notice } from '../../domain/mail/notice.ts';
import { type ItemKey, owner } from './keys.ts';

/** Every kind of item that mails have, beside those in keys.ts. */
export const mailKeyOf = {
  /** A mail that waits to be sent, or could not be. */
  mail: ({ ownerId, mailId }: MailKey): ItemKey => ({ pk: owner(ownerId), sk: `MAIL#${mailId}` }),
  /** Something about a post or a connection that no mail has told of. */
  notice: ({ ownerId, subjectId }: Pick<Notice, 'ownerId' | 'subjectId'>): ItemKey => ({
    pk: owner(ownerId),
    sk: `NOTICE#${subjectId}`,
  }),
  /** What its owner wants to be told of. */
  notifications: (ownerId: string): ItemKey => ({ pk: owner(ownerId), sk: 'NOTIFICATIONS' }),
  /** A link that ends mails, under the hash of its secret. */
  unsubscribe: (hash: string): ItemKey => ({ pk: `UNSUBSCRIBE#${hash}`, sk: 'UNSUBSCRIBE' }),
  /** A link that works once, under the hash of its secret. */
  token: (purpose: MailPurpose, hash: string): ItemKey => ({ pk: `MAIL-TOKEN#${hash}`, sk: `MAIL-TOKEN#${purpose}` }),
};
