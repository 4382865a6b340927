import * as z from 'zod';

/** Who owns things here. Times are epoch milliseconds. */
export const User = z.object({
  userId: z.string(),
  /** In lower case, as the contract parses it. */
  email: z.string(),
  createdAt: z.number(),
  /** When somebody proved that mails to the address arrive; null for never. */
  emailVerifiedAt: z.number().nullable().default(null),
});
export type User = z.infer<typeof User>;

/** What a login needs. It is stored under the e-mail, so that known and unknown ones cost the same single read. */
export const Credentials = User.extend({
  /** PHC string, see `PasswordHasher`. */
  passwordHash: z.string(),
  /** Links that were sent before this do not set the password again; null for the first password. */
  passwordChangedAt: z.number().nullable().default(null),
  /** Nobody signs in before the address is proved. */
  mustProve: z.boolean().optional(),
});
export type Credentials = z.infer<typeof Credentials>;
