import type * as z from 'zod';
import { buildSample } from './openapi-sample.ts';
import type { JsonObject, SchemaWriter } from './openapi-schemas.ts';
import type { RouteSpec } from './route.ts';
import { takesIdempotencyKey } from './route-errors.ts';

/** Everything that a call of a route carries beside its body. */
export function buildParameters(route: RouteSpec, schemas: SchemaWriter): JsonObject[] {
  const wantsCsrfToken = route.method !== 'GET' && route.access !== 'public';
  return [
    ...(route.params ? fieldsOf(route.params, 'path', schemas) : []),
    ...(route.query ? fieldsOf(route.query, 'query', schemas) : []),
    ...(route.queryAsBody && route.body ? bodyInQuery(route.body, schemas) : []),
    ...(wantsCsrfToken ? [{ $ref: '#/components/parameters/CsrfToken' }] : []),
    ...(takesIdempotencyKey(route) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(route.ifMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
  ];
}

function fieldsOf(schema: z.ZodType, place: 'path' | 'query', schemas: SchemaWriter): JsonObject[] {
  const written = schemas.write(schema, 'input');
  const name = typeof written.$ref === 'string' ? written.$ref.split('/').at(-1) : undefined;
  const object: JsonObject = name === undefined ? written : { ...Object(schemas.components()[name]) };
  const required = Array.isArray(object.required) ? object.required : [];
  const examples: JsonObject = { ...Object(buildSample(schema, 'input')) };
  return Object.entries(Object(object.properties)).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: field,
    ...(name in examples ? { example: examples[name] } : {}),
  }));
}

/** The fields of a body that may come as query parameters too: the ones that are one word. */
function bodyInQuery(schema: z.ZodType, schemas: SchemaWriter): JsonObject[] {
  const isWord = ({ schema: field }: JsonObject) => !['object', 'array'].includes(Object(field).type);
  return fieldsOf(schema, 'query', schemas)
    .filter(isWord)
    .map((parameter) => ({
      ...parameter,
      required: false,
      description: 'In place of the field of the body, which wins.',
    }));
}

/** What several routes take. */
export const sharedParameters = {
  CsrfToken: {
    name: 'X-CSRF-Token',
    in: 'header',
    required: false,
    description:
      'The token of `GET /api/auth/csrf`. Required whenever the call carries a session; not with an API token.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Any text of your own. A second call with the same key and the same content does nothing and gets the answer of the first, for 24 hours; with other content it is refused (422). Failures (5xx, 429) are not kept.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that you know, in quotes, or `*`. When the thing has changed since, nothing happens (412).',
    schema: { type: 'string' },
    example: '"3"',
  },
} as const;
