import * as z from 'zod';

/**
 * A template with the random words it got, frozen: rendering it again gives the same text, until a user asks for other
 * words.
 */
export const Roll = z.object({
  template: z.string(),
  /** One word for each `{random}`, in order; empty when the word bank was. */
  words: z.array(z.string()),
});
export type Roll = z.infer<typeof Roll>;
