import { type ErrorCode, errorTable } from './errors.ts';
import type { JsonObject, SchemaWriter } from './openapi-schemas.ts';
import type { Access, RouteSpec } from './route.ts';
import { errorsOf } from './route-errors.ts';

/** One route as an OpenAPI operation. */
export function buildOperation(route: RouteSpec, schemas: SchemaWriter): JsonObject {
  const parameters = buildParameters(route, schemas);
  return {
    operationId: route.id,
    tags: [route.area],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: security[route.access],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(schemas.write(route.body, 'input')) } } : {}),
    responses: { [route.status]: buildSuccess(route, schemas), ...buildErrors(errorsOf(route)) },
  };
}

const security: Readonly<Record<Access, readonly JsonObject[]>> = {
  public: [],
  optional: [{}, { session: [] }],
  session: [{ session: [] }],
};

function buildParameters(route: RouteSpec, schemas: SchemaWriter): JsonObject[] {
  const path = route.params ? fieldsOf(schemas.write(route.params, 'input'), 'path') : [];
  const query = route.query ? fieldsOf(schemas.write(route.query, 'input'), 'query') : [];
  const wantsToken = route.method !== 'GET' && route.access !== 'public';
  return [...path, ...query, ...(wantsToken ? [{ $ref: '#/components/parameters/CsrfToken' }] : [])];
}

function fieldsOf(object: JsonObject, place: 'path' | 'query'): JsonObject[] {
  const required = Array.isArray(object.required) ? object.required : [];
  return Object.entries(Object(object.properties)).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function buildSuccess(route: RouteSpec, schemas: SchemaWriter): JsonObject {
  const headers = {
    ...(route.status === 302 ? { Location: { schema: { type: 'string' } } } : {}),
    ...(route.setsSession ? { 'Set-Cookie': { description: 'The session cookie', schema: { type: 'string' } } } : {}),
    ...Object.fromEntries(
      Object.entries(route.headers ?? {}).map(([name, field]) => [
        name,
        { description: `The same as \`${field}\``, schema: { type: 'string' } },
      ]),
    ),
  };
  return {
    description: successTexts[route.status],
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(route.status === 302 ? {} : { content: json(schemas.write(route.output, 'output')) }),
  };
}

const successTexts = { 200: 'Done', 201: 'Created', 202: 'Accepted; the work goes on', 302: 'Go to Location' } as const;

/** One answer per status, with an example per code. */
function buildErrors(codes: readonly ErrorCode[]): JsonObject {
  const byStatus = Map.groupBy(codes, (code) => errorTable[code].status);
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, buildError(group)]));
}

function buildError(codes: readonly ErrorCode[]): JsonObject {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join('\n\n'),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorEnvelope' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function json(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}
