import * as z from 'zod';

/** JavaScript takes half a character for text; no database and no platform does. */
export const text = z.string().refine((value) => value.isWellFormed(), 'Has half a character in it.');

/** A text with placeholders such as `{filename}`; empty = the global template. */
export const template = text.max(5000, 'At most 5000 characters.');
