import type { MailKey } from '../../domain/mail/mail-outbox.ts';
import { type SendMailDeps, sendMail } from './send-mail.ts';

/**
 * Sends mails one after the other: so no sending rate of SES is used up at once, and no burst of mailers takes the functions
 * that the account may run. What is not begun in time stands in the table, and the sweeper hints at it again.
 * @param endsAt when none is begun any more, epoch ms
 * @throws AggregateError in the end, when some could not be sent; they do not keep the others
 */
export async function sendMails(deps: SendMailDeps, mails: readonly MailKey[], endsAt: number): Promise<void> {
  const errors: unknown[] = [];
  for (const mail of mails) {
    if (deps.clock.now() > endsAt) break;
    try {
      await sendMail(deps, mail);
    } catch (error) {
      deps.log.error('mail failed', { mailId: mail.mailId, error });
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} mails failed.`);
}
