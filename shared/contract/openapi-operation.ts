import { buildErrors } from './openapi-errors.ts';
import { buildParameters } from './openapi-parameters.ts';
import { buildSample } from './openapi-sample.ts';
import type { JsonObject, SchemaWriter } from './openapi-schemas.ts';
import { requestExamples } from './openapi-values.ts';
import type { RouteSpec } from './route.ts';
import { errorsOf, takesIdempotencyKey } from './route-errors.ts';
import { scopeOf } from './scopes.ts';

/** One route as an OpenAPI operation. */
export function buildOperation(route: RouteSpec, schemas: SchemaWriter): JsonObject {
  const parameters = buildParameters(route, schemas);
  return {
    operationId: route.id,
    tags: [route.area],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: buildSecurity(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: buildRequest(route, route.body, schemas) } : {}),
    responses: { [route.status]: buildSuccess(route, schemas), ...buildErrors(errorsOf(route)) },
  };
}

/** Either of these opens the route; an empty one says that nothing is needed. */
function buildSecurity(route: RouteSpec): JsonObject[] {
  const scope = scopeOf(route);
  return [
    ...(route.access === 'optional' ? [{}] : []),
    ...(route.access === 'public' ? [] : [{ session: [] }]),
    ...(scope ? [{ token: [scope] }] : []),
  ];
}

function buildRequest({ id, queryAsBody }: RouteSpec, body: NonNullable<RouteSpec['body']>, schemas: SchemaWriter) {
  const example = requestExamples[id] ?? buildSample(body, 'input');
  const content = { 'application/json': { schema: schemas.write(body, 'input'), example } };
  return { required: !queryAsBody, content };
}

function buildSuccess(route: RouteSpec, schemas: SchemaWriter): JsonObject {
  const headers = buildHeaders(route);
  return {
    description: successTexts[route.status],
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(route.status === 302 ? {} : { content: buildContent(route, schemas) }),
  };
}

function buildContent(route: RouteSpec, schemas: SchemaWriter): JsonObject {
  if (route.raw) return { [route.raw]: { schema: { type: route.raw === 'text/html' ? 'string' : 'object' } } };
  const schema = schemas.write(route.output, 'output');
  return { 'application/json': { schema, example: buildSample(route.output, 'output') } };
}

function buildHeaders(route: RouteSpec): JsonObject {
  const repeated = Object.entries(route.headers ?? {}).map(([name, field]) => [
    name,
    header(`The same as \`${field}\``),
  ]);
  return {
    ...(route.status === 302 ? { Location: header('Where the browser goes') } : {}),
    ...(route.setsSession ? { 'Set-Cookie': header('The session cookie') } : {}),
    ...(route.etag ? { ETag: header('What this is now; send it back as If-Match') } : {}),
    ...(route.pages ? pageHeaders : {}),
    ...(takesIdempotencyKey(route)
      ? { 'Idempotent-Replayed': header('`true` when this answer was given before') }
      : {}),
    ...Object.fromEntries(repeated),
  };
}

const header = (description: string) => ({ description, schema: { type: 'string' } });
const pageHeaders = {
  'X-Next-Cursor': header('Send it as `cursor` for the next page; missing on the last one'),
  Link: header('The next page as `<…>; rel="next"`; missing on the last one'),
};

const successTexts = { 200: 'Done', 201: 'Created', 202: 'Accepted; the work goes on', 302: 'Go to Location' } as const;
