import * as z from 'zod';

/** What was removed with an account, by kind of thing; no word of whose it was. */
export const RemovalReceipt = z.object({
  receiptId: z.string(),
  /** Epoch ms. */
  removedAt: z.number(),
  counts: z.record(z.string(), z.number()),
});
export type RemovalReceipt = z.infer<typeof RemovalReceipt>;

/** From where a mail was asked for, by somebody who need not be signed in. */
const AskedFrom = z.object({ sourceIp: z.string(), userAgent: z.string() });

/**
 * A mail that somebody is to get. It says what for, never what is in it: words, and secrets that work once, are made when
 * it is sent, so that none of them lies in a row or a queue before.
 */
export const NewMail = z.discriminatedUnion('kind', [
  /** Proves that mails to the address of an account arrive. */
  z.object({ kind: z.literal('verify_email'), userId: z.string(), email: z.string() }),
  /** Lets somebody who has forgotten the password choose another one. Whether anybody has the address is found out later. */
  z.object({ kind: z.literal('reset_password'), email: z.string(), asked: AskedFrom.optional() }),
  /** Proves that mails to the address arrive that an account wants to move to. */
  z.object({ kind: z.literal('confirm_new_email'), userId: z.string(), newEmail: z.string() }),
  /** Tells the address that an account had before. */
  z.object({ kind: z.literal('email_changed'), to: z.string() }),
  z.object({ kind: z.literal('password_changed'), userId: z.string() }),
  z.object({ kind: z.literal('account_deleted'), to: z.string(), receipt: RemovalReceipt }),
  /** All notices of a user that no mail has told of. */
  z.object({ kind: z.literal('digest'), userId: z.string() }),
]);
export type NewMail = z.infer<typeof NewMail>;
