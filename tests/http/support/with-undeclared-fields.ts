import type * as z from 'zod';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * Adds fields to every object of a value whose schema lists the fields it has. Maps with free keys stay as they are, and so
 * do objects that refuse unknown fields.
 */
export function withUndeclaredFields(json: Json, value: unknown, fields: object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const shape = json.anyOf?.find((option) => (option as Json).type === typeOf(value)) ?? json;
  const { properties, items, additionalProperties } = shape as Json;
  if (Array.isArray(value)) return value.map((item) => withUndeclaredFields((items ?? {}) as Json, item, fields));
  if (!properties) return value;
  const inner = Object.entries(value).map(([name, field]) => [
    name,
    withUndeclaredFields((properties[name] ?? {}) as Json, field, fields),
  ]);
  return { ...Object.fromEntries(inner), ...(additionalProperties === false ? {} : fields) };
}

function typeOf(value: object): string {
  return Array.isArray(value) ? 'array' : 'object';
}
