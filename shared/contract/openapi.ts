import { allRoutes } from './contract.ts';
import { type ErrorCode, ErrorEnvelope, errorTable } from './errors.ts';
import { buildOperation } from './openapi-operation.ts';
import { createSchemaWriter, type JsonObject } from './openapi-schemas.ts';
import type { Area, RouteSpec } from './route.ts';
import { errorsOf } from './route-errors.ts';

const tags: Readonly<Record<Area, string>> = {
  system: 'Whether the API answers',
  auth: 'Accounts and sessions',
  settings: 'Defaults for all videos, their templates, and the words for {random}',
  connections: 'Accounts at the platforms, and which of them receive posts',
  videos: 'Uploading videos, the queue, and posting',
};

/** The API as an OpenAPI 3.1 document. Built at build time only: `npm run openapi` writes it to docs/openapi.json. */
export function buildOpenApi(routes: readonly RouteSpec[] = allRoutes): JsonObject {
  const schemas = createSchemaWriter();
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: buildOperation(route, schemas) };
  }
  schemas.write(ErrorEnvelope, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hopper',
      version: '1.0.0',
      description: buildDescription(),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Same origin as the page' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { session: sessionScheme },
      parameters: { CsrfToken: csrfParameter },
      schemas: schemas.components(),
      examples: buildExamples(routes),
    },
  };
}

const sessionScheme = {
  type: 'apiKey',
  in: 'cookie',
  name: '__Host-hopper_session',
  description: 'Set by register and login. On plain http://localhost its name is `hopper_session`.',
};

const csrfParameter = {
  name: 'X-CSRF-Token',
  in: 'header',
  required: false,
  description: 'The token of `GET /api/auth/csrf`. Required whenever the call carries a session.',
  schema: { type: 'string' },
};

function buildExamples(routes: readonly RouteSpec[]): JsonObject {
  const used = [...new Set(routes.flatMap(errorsOf))].sort();
  const toExample = (code: ErrorCode) => ({
    value: { error: { code, message: errorTable[code].message, requestId: 'JKJaXmPLvHcESHA=' } },
  });
  return Object.fromEntries(used.map((code) => [code, toExample(code)]));
}

function buildDescription(): string {
  return [
    'Upload a video once; Hopper posts it to your platforms, never twice and never lost.',
    '',
    'Every error has the shape `ErrorEnvelope`. Its codes:',
    '',
    '| code | status | meaning |',
    '|---|---|---|',
    ...Object.entries(errorTable).map(([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`),
  ].join('\n');
}
