import * as z from 'zod';

/** What a link in a mail is for. A link for one thing is unknown to every other. */
export const mailPurposes = ['verify_email', 'reset_password', 'confirm_new_email'] as const;
export type MailPurpose = (typeof mailPurposes)[number];

/** What the secret in a mail's link stands for. Whoever shows it reads mails to `email`. */
export const MailToken = z.object({
  userId: z.string(),
  /** The address that the mail went to, in lower case. */
  email: z.string(),
  /** Epoch ms. */
  validUntil: z.number(),
});
export type MailToken = z.infer<typeof MailToken>;

const minute = 60_000;

/** How long links work, ms. */
export const mailTokenLifeMs: Readonly<Record<MailPurpose, number>> = {
  verify_email: 48 * 60 * minute,
  reset_password: 30 * minute,
  confirm_new_email: 24 * 60 * minute,
};
