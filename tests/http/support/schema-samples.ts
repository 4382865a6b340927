import * as z from 'zod';
import { buildSample } from '../../../shared/contract/openapi-sample.ts';
import fc from '../../support/fast-check.ts';

type Json = z.core.JSONSchema.BaseSchema;

const samples = new WeakMap<z.ZodType, unknown>();

/** One value that a schema accepts, the same at every run. */
export function sampleOf(schema: z.ZodType): unknown {
  if (!samples.has(schema)) samples.set(schema, findSample(schema));
  return structuredClone(samples.get(schema));
}

const tries = 100;

/** Any value, or where hardly any is right (time zones, kinds of files) the one that the documentation shows. */
function findSample(schema: z.ZodType): unknown {
  const made = fc.sample(fromJson(jsonOf(schema)), { numRuns: tries, seed: 1 });
  const shown = [buildSample(schema, 'input'), buildSample(schema, 'output')];
  const found = [...made, ...shown].find((value) => schema.safeParse(value).success);
  if (found === undefined) throw new Error(`No sample of ${JSON.stringify(jsonOf(schema)).slice(0, 200)}`);
  return found;
}

/** Values that a schema accepts, made from its JSON Schema so that a new route needs no example of its own. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fromJson(jsonOf(schema)).map((value) => (schema.safeParse(value).success ? value : sampleOf(schema)));
}

/** Values of a JSON Schema; what the schema cannot say (refinements) they may not keep. */
export function arbitraryOfJson(json: Json): fc.Arbitrary<unknown> {
  return fromJson(json);
}

/** JSON Schema of what may be sent. */
export function jsonOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input' });
}

function fromJson(json: Json): fc.Arbitrary<unknown> {
  if (json.anyOf) return fc.oneof(...json.anyOf.map((option) => fromJson(option as Json)));
  if (json.const !== undefined) return fc.constant(json.const);
  if (json.enum) return fc.constantFrom(...json.enum);
  if (Array.isArray(json.type)) return fc.oneof(...json.type.map((type) => fromJson({ ...json, type } as Json)));
  return byType(json);
}

function byType(json: Json): fc.Arbitrary<unknown> {
  switch (json.type) {
    case 'object':
      return json.properties ? fromProperties(json, json.properties) : fromRecord(json);
    case 'array':
      return fc.array(fromJson(json.items as Json), {
        minLength: json.minItems ?? 0,
        maxLength: Math.min(json.maxItems ?? 3, (json.minItems ?? 0) + 3),
      });
    case 'string':
      return fromString(json);
    case 'integer':
      return fc.integer({ min: Math.max(json.minimum ?? -1e6, -1e6), max: Math.min(json.maximum ?? 1e6, 1e6) });
    case 'number':
      return fc.double({ min: json.minimum ?? -1e6, max: json.maximum ?? 1e6, noNaN: true }).map(withoutMinusZero);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

/** JSON has no -0. */
function withoutMinusZero(value: number): number {
  return value + 0;
}

function fromProperties(json: Json, properties: NonNullable<Json['properties']>): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fromJson(value as Json)]));
  return fc.record(model, { requiredKeys: json.required ?? [], noNullPrototype: true });
}

function fromRecord(json: Json): fc.Arbitrary<unknown> {
  const key = json.propertyNames ? fromJson(json.propertyNames as Json) : fc.string();
  return fc.dictionary(key as fc.Arbitrary<string>, fromJson((json.additionalProperties ?? {}) as Json), {
    maxKeys: 3,
    noNullPrototype: true,
  });
}

function fromString(json: Json): fc.Arbitrary<string> {
  if (json.format === 'email') return fc.stringMatching(/^[a-z]{1,12}@[a-z]{1,12}\.example$/);
  if (json.format === 'date-time') return fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString());
  if (json.format === 'uri') return fc.webUrl();
  if (json.pattern) return fc.stringMatching(new RegExp(json.pattern));
  const { minLength = 0, maxLength } = json;
  return fc.string({ minLength, maxLength: Math.min(maxLength ?? 40, minLength + 40), unit: 'grapheme-ascii' });
}
