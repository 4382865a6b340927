import * as z from 'zod';

/** The address of an account, in small letters. */
export const Email = z
  .email('Not a valid e-mail address.')
  .max(254)
  .transform((value) => value.toLowerCase());

/** A password that somebody chooses. */
export const NewPassword = z.string().min(8, 'At least 8 characters.').max(256, 'At most 256 characters.');

/** A password that somebody shows; what is too short for a new one is merely wrong. */
export const ShownPassword = z.string().min(1).max(256);

/** The secret of a link in a mail. */
export const LinkToken = z.string().min(1).max(128).describe('From the link in the mail; good for one use');
