import * as z from 'zod';

/** `example.com`, or `ada@example.com`. A domain has a dot, so that a mistyped word is no domain. */
const entry = /^([^\s@,]+@)?[a-z\d-]+(\.[a-z\d-]+)+$/;

const List = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().regex(entry)).min(1));

/**
 * REGISTRATION: who may make an account. `first` is whoever comes first and nobody after; a list, with commas between, names
 * domains and addresses.
 */
export const Registration = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.union([z.enum(['open', 'first', 'closed']), List]));
