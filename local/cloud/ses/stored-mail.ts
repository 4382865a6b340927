import * as z from 'zod';

/** What becomes of a mail that was accepted. Only a delivered one is read by anybody. */
export const Fate = z.enum(['delivered', 'bounced', 'complained', 'suppressed']);
export type Fate = z.infer<typeof Fate>;

/** A mail that was accepted, as it would have gone out. */
export const StoredMail = z.object({
  messageId: z.string(),
  at: z.iso.datetime(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  fate: Fate,
});
export type StoredMail = z.infer<typeof StoredMail>;
