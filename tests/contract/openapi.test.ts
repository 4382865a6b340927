import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import { errorTable } from '../../shared/contract/errors.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import { route } from '../../shared/contract/route.ts';
import { errorsOf } from '../../shared/contract/route-errors.ts';

const Operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.record(z.string(), z.unknown())).optional(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.looseObject({ headers: z.unknown().optional(), content: z.unknown().optional() })),
});
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

const document = Document.parse(buildOpenApi());
const text = JSON.stringify(document);

function operationOf(path: string, method: string): z.infer<typeof Operation> {
  return Operation.parse(document.paths[path]?.[method.toLowerCase()]);
}

describe.each(allRoutes.map((item): [string, (typeof allRoutes)[number]] => [item.id, item]))('%s', (_, spec) => {
  const operation = operationOf(spec.path, spec.method);

  it('is there with its id, area and body', () => {
    expect(operation).toMatchObject({ operationId: spec.id, tags: [spec.area] });
    expect(operation.requestBody !== undefined).toBe(spec.body !== undefined);
  });

  it('asks for a session and a CSRF token where the server does', () => {
    const wanted = { public: [], optional: [{}, { session: [] }], session: [{ session: [] }] };
    expect(operation.security).toEqual(wanted[spec.access]);
    const token = { $ref: '#/components/parameters/CsrfToken' };
    const takesToken = spec.method !== 'GET' && spec.access !== 'public';
    expect(operation.parameters?.some((parameter) => parameter.$ref === token.$ref) ?? false).toBe(takesToken);
  });

  it('lists its success and every error it can answer', () => {
    const statuses = new Set([spec.status, ...errorsOf(spec).map((code) => errorTable[code].status)]);
    expect(Object.keys(operation.responses).sort()).toEqual([...statuses].map(String).sort());
    for (const code of errorsOf(spec)) {
      expect(JSON.stringify(operation.responses[errorTable[code].status])).toContain(`"#/components/examples/${code}"`);
    }
  });
});

describe('the document', () => {
  it('resolves all of its references', () => {
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = pointer.split('/').reduce<unknown>((at, key) => Object(at)[key], document);
      expect({ pointer, found: target !== undefined }).toEqual({ pointer, found: true });
    }
  });

  it('names the shapes that the contract exports', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['ErrorEnvelope', 'PlatformName', 'Post', 'Session', 'User', 'Video', 'VideoSettings']),
    );
  });

  it('keeps descriptions and lists every code', () => {
    expect(text).toContain('Public handle of the session; not the cookie.');
    for (const code of Object.keys(errorTable)) expect(document.info.description).toContain(`\`${code}\``);
  });

  it('covers a route that is new', () => {
    const fresh = route({
      id: 'pauseVideo',
      method: 'POST',
      path: '/api/videos/{videoId}/pause',
      area: 'videos',
      access: 'session',
      summary: 'Pause',
      params: z.strictObject({ videoId: z.string() }),
      status: 200,
      output: z.object({ ok: z.literal(true) }),
      errors: ['conflict'],
    });
    const { paths } = Document.parse(buildOpenApi([fresh]));
    expect(Object.keys(paths['/api/videos/{videoId}/pause']?.post?.responses ?? {})).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]);
  });
});
