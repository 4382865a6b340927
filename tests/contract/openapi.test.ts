import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import { errorTable } from '../../shared/contract/errors.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import { route } from '../../shared/contract/route.ts';
import { errorsOf, takesIdempotencyKey } from '../../shared/contract/route-errors.ts';
import { scopeOf } from '../../shared/contract/scopes.ts';

const Content = z.record(z.string(), z.looseObject({ example: z.unknown().optional() }));
const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
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

  it('asks for a session, an API token and a CSRF token where the server does', () => {
    const scope = scopeOf(spec);
    const wanted = { public: [], optional: [{}, { session: [] }], session: [{ session: [] }] };
    expect(operation.security).toEqual([...wanted[spec.access], ...(scope ? [{ token: [scope] }] : [])]);
    const takes = (name: string) =>
      operation.parameters?.some(({ $ref }) => $ref === `#/components/parameters/${name}`) ?? false;
    expect(takes('CsrfToken')).toBe(spec.method !== 'GET' && spec.access !== 'public');
    expect(takes('IdempotencyKey')).toBe(takesIdempotencyKey(spec));
    expect(takes('IfMatch')).toBe(spec.ifMatch === true);
  });

  it('has a summary, and an example of every body that its schema takes', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    const request = z.looseObject({ content: Content }).optional().parse(operation.requestBody);
    if (spec.body) expect(spec.body.safeParse(request?.content['application/json']?.example).error).toBeUndefined();
    const { content, headers = {} } = operation.responses[spec.status] ?? {};
    if (spec.status !== 302 && !spec.raw) {
      const example = Content.parse(content)['application/json']?.example;
      expect(spec.output.parse(example)).toEqual(example);
    }
    expect('ETag' in Object(headers)).toBe(spec.etag !== undefined);
    expect('X-Next-Cursor' in Object(headers)).toBe(spec.pages === true);
  });

  it('has an example of every parameter that must be there, and names the fields that a query may carry', () => {
    for (const { name, in: place, required, example } of operation.parameters ?? []) {
      if (required) expect({ name, place, example }).toEqual({ name, place, example: expect.anything() });
    }
    if (spec.queryAsBody) expect(operation.parameters?.some((parameter) => parameter.in === 'query')).toBe(true);
  });

  it('says when to try again, and how to come in', () => {
    for (const [status, name] of [
      ['429', 'Retry-After'],
      ['503', 'Retry-After'],
      ['401', 'WWW-Authenticate'],
    ] as const) {
      const answer = operation.responses[status];
      if (answer) expect(Object.keys(Object(answer.headers))).toContain(name);
    }
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
