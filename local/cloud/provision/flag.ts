import * as z from 'zod';

/** A boolean of a template, which may write it as a string. */
export const Flag = z.union([z.boolean(), z.stringbool()]);
