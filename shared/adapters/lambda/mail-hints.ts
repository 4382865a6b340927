import type { MailHints } from '../../domain/mail/mail-outbox.ts';
import { createInvokeLater } from './invoke-later.ts';

/** Hints at mails as events for the mailer, one for all that are named. */
export function createMailHints(mailer: string): MailHints {
  const invokeLater = createInvokeLater(mailer);
  return {
    send: (mails) => invokeLater({ mails: mails.map(({ ownerId, mailId }) => ({ ownerId, mailId })) }),
  };
}
