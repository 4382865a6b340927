import * as z from 'zod';
import { valuesByName } from './openapi-values.ts';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * A plausible value of a schema, the same at every run: what the schema says of itself (`examples`, `default`, `const`,
 * `enum`), else what fields of this name usually hold, else the least that its limits allow.
 * @param io `input` for what callers send, `output` for what they receive: all required fields, or two where none is
 */
export function buildSample(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return sample(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), io, '');
}

function sample(json: Json, io: 'input' | 'output', name: string): unknown {
  const told = json.examples?.[0] ?? json.const ?? json.default;
  if (told !== undefined) return told;
  if (Object.hasOwn(valuesByName, name) && fits(json, valuesByName[name])) return valuesByName[name];
  if (json.enum) return json.enum[0];
  const option = optionOf(json);
  return option ? sample(option, io, name) : sampleOfType(json, io, name);
}

/** Of several shapes the first that is not null. */
function optionOf(json: Json): Json | undefined {
  const options = [...(json.anyOf ?? []), ...(json.oneOf ?? [])].filter(isSchema);
  if (Array.isArray(json.type)) {
    return { ...json, type: json.type.find((type) => type !== 'null') ?? 'null' };
  }
  return options.find(({ type }) => type !== 'null') ?? options[0];
}

function sampleOfType(json: Json, io: 'input' | 'output', name: string): unknown {
  switch (json.type) {
    case 'object':
      return sampleObject(json, io);
    case 'array':
      return isSchema(json.items) ? [sample(json.items, io, name.replace(/s$/, ''))] : [];
    case 'string':
      return sampleText(json);
    case 'integer':
    case 'number':
      return Math.max(json.minimum ?? 0, 0);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function sampleObject(
  { properties = {}, required = [], additionalProperties, propertyNames }: Json,
  io: 'input' | 'output',
) {
  const names = Object.keys(properties);
  if (names.length === 0 && isSchema(additionalProperties)) {
    const isFree = !isSchema(propertyNames) || JSON.stringify(propertyNames) === '{"type":"string"}';
    const key = isFree ? 'title' : String(sample(propertyNames, io, ''));
    return { [key]: sample(additionalProperties, io, '') };
  }
  const chosen = required.length > 0 ? required : names.slice(0, 2);
  return Object.fromEntries(
    chosen.flatMap((name) => {
      const field = properties[name];
      return isSchema(field) ? [[name, sample(field, io, name)]] : [];
    }),
  );
}

function sampleText(json: Json): string {
  if (json.format === 'date-time') return '2026-11-01T18:00:00.000Z';
  if (json.format === 'uri') return 'https://example.com/a.jpg';
  return guesses.find((guess) => fits(json, guess)) ?? 'text'.padEnd(json.minLength ?? 0, 'x');
}

const guesses = ['text', '', 'de', '1', '2026-11-01', '01KA3W8Q5N7R2T4V6X8Z0B1C2D'];

/** Whether a value can stand here as far as type, pattern and length tell. */
function fits(json: Json, value: unknown): boolean {
  const options = [...(json.anyOf ?? []), ...(json.oneOf ?? [])].filter(isSchema);
  if (options.length > 0) return options.some((option) => fits(option, value));
  return z.fromJSONSchema(JSON.parse(JSON.stringify(json))).safeParse(value).success;
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
