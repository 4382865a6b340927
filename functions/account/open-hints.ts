import { createMailHints } from '../../shared/adapters/lambda/mail-hints.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { MailHints } from '../../shared/domain/mail/mail-outbox.ts';

/** In a file of its own, which is loaded with its client when a mail is ordered. */
export function openHints(): MailHints {
  return createMailHints(readEnv('MAILER_FUNCTION').MAILER_FUNCTION);
}
