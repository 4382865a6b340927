import * as z from 'zod';
import type { MailKey } from './mail-outbox.ts';
import { NewMail } from './new-mail.ts';

/** A mail that a mailer has claimed. Times are epoch ms. */
export const WaitingMail = z.object({
  ownerId: z.string(),
  mailId: z.string(),
  mail: NewMail,
  orderedAt: z.number(),
  /** The request behind it. */
  correlationId: z.string().optional(),
  /** How many mailers have tried. The one that holds the mail is known by it: whoever claims next counts on. */
  attempts: z.number(),
});
export type WaitingMail = z.infer<typeof WaitingMail>;

/** What a mailer does with waiting mails. Whoever has lost the lease changes nothing. */
export interface MailStore {
  /** @returns undefined for a mail that is gone, not due yet, or held by another mailer */
  claim(key: MailKey, now: number, leaseMs: number): Promise<WaitingMail | undefined>;
  /** Gives it back, to be tried at `dueAt`, epoch ms. */
  putOff(mail: WaitingMail, dueAt: number): Promise<void>;
  /** Gives it up for good and notes why, for 30 days. */
  giveUp(mail: WaitingMail, why: string, now: number): Promise<void>;
  remove(mail: WaitingMail): Promise<void>;
}
