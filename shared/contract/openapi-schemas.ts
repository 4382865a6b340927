import * as z from 'zod';
import * as errors from './errors.ts';
import * as platformNames from './platform-names.ts';
import * as postStatus from './post-status.ts';
import * as auth from './routes/auth.ts';
import * as connections from './routes/connection-shapes.ts';
import * as templates from './routes/templates.ts';
import * as timeline from './routes/timeline.ts';
import * as tokens from './routes/tokens.ts';
import * as videos from './routes/video-shapes.ts';
import * as scopes from './scopes.ts';
import * as global from './settings/global.ts';
import * as instagram from './settings/instagram.ts';
import * as tiktok from './settings/tiktok.ts';
import * as youtube from './settings/youtube.ts';
import * as timelineKind from './timeline-kind.ts';

export type JsonObject = Record<string, unknown>;

/** Shapes that the contract exports keep their name in the document; path parameters and parts of shapes have small letters. */
const named = z.registry<{ id: string }>();
for (const [name, value] of [
  errors,
  platformNames,
  postStatus,
  timelineKind,
  auth,
  connections,
  scopes,
  templates,
  timeline,
  tokens,
  videos,
  global,
  instagram,
  tiktok,
  youtube,
].flatMap((module) => Object.entries(module))) {
  if (value instanceof z.ZodType && /^[A-Z]/.test(name)) named.add(value, { id: name });
}

/** Turns zod schemas into JSON Schema and collects the named shapes they use. */
export interface SchemaWriter {
  /** @param io `input` for what callers send, `output` for what they receive */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonObject;
  /** Every named shape that was used so far, by name. */
  components(): JsonObject;
}

export function createSchemaWriter(): SchemaWriter {
  const found = new Map<string, string>();
  const keep = (name: string, shape: unknown) => {
    const text = JSON.stringify(shape);
    if ((found.get(name) ?? text) !== text) throw new Error(`${name} differs between requests and answers.`);
    found.set(name, text);
  };
  return {
    write: (schema, io) => {
      const {
        $schema: _,
        $defs,
        ...root
      } = toComponentRefs(
        z.toJSONSchema(schema, {
          metadata: named,
          io,
          override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema),
        }),
      );
      for (const [name, shape] of Object.entries(Object($defs))) keep(name, withoutId(shape));
      return root;
    },
    components: () => Object.fromEntries([...found].sort().map(([name, text]) => [name, JSON.parse(text)])),
  };
}

function toComponentRefs(schema: object): JsonObject {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function withoutId(shape: unknown): unknown {
  const { id: _, ...rest } = Object(shape);
  return rest;
}

/** Drops what says nothing to a reader, and brings back the descriptions, which zod keeps in another registry. */
function tidy(schema: z.core.$ZodTypes, json: z.core.JSONSchema.BaseSchema): void {
  const description = z.globalRegistry.get(schema)?.description;
  if (description) json.description = description;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.format) delete json.pattern;
  if (isPlainString(json.propertyNames)) delete json.propertyNames;
  // Only shapes that refuse unknown fields say so: answers may gain fields.
  const isStrict = schema._zod.def.type === 'object' && schema._zod.def.catchall !== undefined;
  if (json.additionalProperties === false && !isStrict) delete json.additionalProperties;
}

function isPlainString(json: unknown): boolean {
  return JSON.stringify(json) === '{"type":"string"}';
}
