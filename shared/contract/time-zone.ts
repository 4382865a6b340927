import * as z from 'zod';

/** IANA names only: an offset is no zone, it knows nothing of daylight saving. */
const pattern = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether this is the name of a zone in the IANA database, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64 || !pattern.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The name of a time zone. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, 'Not a time zone of the IANA database, such as Europe/Berlin.')
  .meta({ examples: ['Europe/Berlin'] });
