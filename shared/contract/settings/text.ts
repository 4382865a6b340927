import * as z from 'zod';

const isWhole = (value: string) => value.isWellFormed();
const half = 'Has half a character in it.';

/** JavaScript takes half a character for text; no database and no platform does. */
export const text = z.string().refine(isWhole, half);

/** An address of one of the protocols. */
export const webAddress = (protocol: RegExp, error: string) => z.url({ protocol, error }).refine(isWhole, half);

/** A text with placeholders such as `{filename}`; empty = the global template. */
export const template = text.max(5000, 'At most 5000 characters.');
