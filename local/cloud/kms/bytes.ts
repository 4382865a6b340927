import * as z from 'zod';

/** Binary data as JSON carries it, in base64. */
export function bytes(min: number, max: number) {
  return z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((data) => data.length >= min && data.length <= max, `Member must have a length of ${min} to ${max} bytes`);
}
