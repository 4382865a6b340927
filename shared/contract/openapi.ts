import { allRoutes } from './contract.ts';
import { ErrorEnvelope, errorTable } from './errors.ts';
import { buildErrorExamples } from './openapi-errors.ts';
import { buildOperation } from './openapi-operation.ts';
import { sharedParameters } from './openapi-parameters.ts';
import { createSchemaWriter, type JsonObject } from './openapi-schemas.ts';
import type { Area, RouteSpec } from './route.ts';
import { errorsOf } from './route-errors.ts';
import { Scope } from './scopes.ts';

const tags: Readonly<Record<Area, string>> = {
  system: 'Whether the API answers, and how it is used',
  auth: 'Accounts, their sessions and their API tokens',
  account: 'What is kept about an account, and the mails that it gets',
  settings: 'Defaults for all videos, their templates, and the words for {random}',
  connections: 'Accounts at the platforms, and which of them receive posts',
  videos: 'Uploading videos, the queue, and posting',
  session: 'Sessions of Google Drive accounts',
  drive: 'Looking around in Google Drive, moving files to another account, and into the queue',
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
      securitySchemes: { session: sessionScheme, token: tokenScheme },
      parameters: sharedParameters,
      headers: { RetryAfter: { description: 'Seconds until a new try makes sense', schema: { type: 'integer' } } },
      schemas: schemas.components(),
      examples: buildErrorExamples(routes.flatMap(errorsOf)),
    },
  };
}

const sessionScheme = {
  type: 'apiKey',
  in: 'cookie',
  name: '__Host-hopper_session',
  description: 'Set by register and login. On plain http://localhost its name is `hopper_session`.',
};

const tokenScheme = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'hop_…',
  description: `Made by a signed-in user with \`POST /api/tokens\`. It needs no CSRF token and no cookie. Scopes: ${Scope.options
    .map((scope) => `\`${scope}\``)
    .join(', ')}. Operations without a scope take no tokens.`,
};

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
