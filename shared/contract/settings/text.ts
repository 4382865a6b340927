import * as z from 'zod';

const isWhole = (value: string) => value.isWellFormed();
const half = 'Has half a character in it.';

/** JavaScript takes half a character for text; no database and no platform does. */
export const text = z.string().refine(isWhole, half);

/** An address of https. */
export const secureAddress = z
  .url({ protocol: /^https$/, error: 'An address that begins with https://.', abort: true })
  .refine(isWhole, half);

/** A text with placeholders such as `{filename}`; empty = the global template. */
export const template = text.max(5000, 'At most 5000 characters.');
