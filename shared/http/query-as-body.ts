import * as z from 'zod';

type Given = string | string[];

/**
 * Adds query parameters to a JSON body as fields of it; what the body says wins.
 * @param schema the route's body; a text is read as a truth value, number or null where the field takes no text
 * @param query by name: a string, or a list where the name was repeated
 * @param sent the JSON that came, undefined for none; anything but an object is left for the schema to refuse
 */
export function mergeQueryIntoBody(
  schema: z.ZodType | undefined,
  query: Readonly<Record<string, Given>>,
  sent: unknown,
): unknown {
  if (Object.keys(query).length === 0) return sent;
  if (sent !== undefined && (typeof sent !== 'object' || sent === null || Array.isArray(sent))) return sent;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const fields = Object.entries(query).map(([name, given]) => [
    name,
    readValue(Object.hasOwn(shape, name) ? shape[name] : undefined, given),
  ]);
  return { ...Object.fromEntries(fields), ...sent };
}

/** The first reading that the field takes; else one of the right type, so that the refusal tells what is really wrong. */
function readValue(field: z.core.$ZodType | undefined, given: Given): unknown {
  if (!field) return given;
  const readings = readingsOf(given).map((value) => ({ value, result: z.safeParse(field, value) }));
  const best =
    readings.find(({ result }) => result.success) ??
    readings.find(({ result }) => result.error?.issues[0]?.code !== 'invalid_type') ??
    readings.find(({ value }) => typeof value === 'number');
  return best ? best.value : given;
}

const number = /^-?\d{1,15}(\.\d{1,15})?$/;

function readingsOf(given: Given): unknown[] {
  if (Array.isArray(given)) return [given];
  // Python's clients send True and False.
  const word = given.toLowerCase();
  return [
    given,
    ...(word === 'true' || word === 'false' ? [word === 'true'] : []),
    ...(number.test(given) ? [Number(given)] : []),
    // Last of all, so that where a number is wanted it stays one.
    ...(word === '1' || word === '0' ? [word === '1'] : []),
    ...(word === 'null' ? [null] : []),
    [given],
  ];
}
