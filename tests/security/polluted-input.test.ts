import { afterEach, describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { renderRoll } from '../../shared/domain/texts/render-roll.ts';
import { rollTemplate } from '../../shared/domain/texts/roll-template.ts';
import { FileResource, toDriveFile } from '../../shared/platforms/google-drive/parse-file.ts';
import { anonymous, buildEvent, type EventChange } from '../http/support/build-event.ts';
import { arbitraryOf, sampleOf } from '../http/support/schema-samples.ts';
import { serveContract } from '../http/support/serve-contract.ts';
import fc from '../support/fast-check.ts';

const payload = { polluted: true, isAdmin: true, status: 'x', toString: 'x', userId: 'mallory', scopes: ['*'] };
const names = ['__proto__', 'constructor', 'prototype'];
const ordinary = Object.getOwnPropertyNames(Object.prototype).sort();

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(ordinary);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(([] as unknown as Record<string, unknown>).polluted).toBeUndefined();
});

/** Everything in a value inherits from where such values do, and nothing of the payload has come in by inheritance. */
function expectPlain(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const parent = Object.getPrototypeOf(value);
  expect([Object.prototype, Array.prototype, null]).toContain(parent);
  expect('polluted' in value).toBe(false);
  for (const own of Object.values(value)) expectPlain(own);
}

/** Calls a route and gives what its endpoint was given; undefined when it was refused before. */
async function inputOf(route: RouteSpec, change: EventChange): Promise<unknown> {
  let seen: unknown;
  const served = serveContract(() => async (input, context) => {
    seen = { input, caller: context.caller };
    throw new Error('enough');
  });
  const answer = await served.call(route, buildEvent(route, change));
  expect(answer.statusCode).toBeGreaterThanOrEqual(seen === undefined ? 400 : 500);
  return seen;
}

const placeholder = '\u2603';
/** The same body once for every object in it, with a field more there. */
function poisoned(body: unknown, name: string): string[] {
  const bodies: string[] = [];
  const whole = structuredClone(body);
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if (!Array.isArray(part)) {
      const fields = part as Record<string, unknown>;
      fields[placeholder] = name === '__proto__' ? payload : { prototype: payload, ...payload };
      bodies.push(JSON.stringify(whole).replace(JSON.stringify(placeholder), JSON.stringify(name)));
      delete fields[placeholder];
    }
    for (const own of Object.values(part)) walk(own);
  };
  walk(whole);
  return bodies;
}

const withBody = allRoutes.filter((route) => route.body);
describe.each(withBody.map((route) => [route.id, route] as const))('the body of %s', (_, route) => {
  it.each(names)('has no place for %s, however deep', async (name) => {
    const schema = route.body as z.ZodType;
    const rich = fc.sample(arbitraryOf(schema), { numRuns: 4, seed: 1 });
    const bodies = [sampleOf(schema), ...rich].flatMap((body) => poisoned(body, name));
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) expectPlain(await inputOf(route, { body }));
  });
});

describe.each(allRoutes.map((route) => [route.id, route] as const))('the address of %s', (_, route) => {
  it.each([
    '__proto__=x',
    '__proto__=x&__proto__=y',
    '__proto__[polluted]=1&__proto__.polluted=1',
    'constructor=x&constructor[prototype][polluted]=1',
    'constructor.prototype.polluted=1&toString=x&hasOwnProperty=x&valueOf=x',
  ])('has no place for ?%s', async (rawQueryString) => {
    expectPlain(await inputOf(route, { rawQueryString }));
  });

  it.each([...names, 'toString', 'hasOwnProperty'])('takes the word %s in its path for a word', async (name) => {
    const params = Object.fromEntries((route.path.match(/\{(\w+)\}/g) ?? []).map((part) => [part.slice(1, -1), name]));
    expectPlain(await inputOf(route, { params }));
  });
});

describe('whoever says to be somebody', () => {
  const [route] = allRoutes.filter(({ access, method }) => access === 'session' && method === 'GET');
  if (!route) throw new Error('No such route.');

  it.each([
    '{"state":"anonymous","__proto__":{"state":"signed-in","userId":"anna","sessionId":"s"}}',
    '{"__proto__":{"state":"signed-in","userId":"anna","sessionId":"s"}}',
    '{"state":"token","__proto__":{"userId":"anna","tokenId":"t","scopes":["*"]}}',
    '{"state":"constructor"}',
    '{"state":"__proto__"}',
  ])('by inheritance is nobody: %s', async (said) => {
    expect(await inputOf(route, { authorizer: JSON.parse(said) })).toBeUndefined();
  });

  it('by a cookie or a header of such a name is nobody', async () => {
    const cookies = ['__proto__=x; constructor=y', '__proto__[userId]=anna'];
    const headers = JSON.parse('{"__proto__":{"x-csrf-token":"x"},"constructor":"x"}');
    expect(await inputOf(route, { cookies, headers, authorizer: anonymous })).toBeUndefined();
  });
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'prototype'])(
  'a template does not reach {%s} of JavaScript',
  (name) => {
    const template = `a {${name}} b {${name}.constructor} c {{${name}}}`;
    const facts = { filename: 'clip.mp4', index: 1, addedAt: 0, timeZone: 'UTC', durationSeconds: 1, folder: null };
    const text = renderRoll(
      rollTemplate(template, ['word'], () => 0),
      facts as never,
    );
    expect(text).not.toMatch(/native code|\[object|function/);
  },
);

it('what a Drive says of a file stays in its fields', () => {
  const told = JSON.parse(
    '{"id":"1","name":"n","mimeType":"video/mp4","size":"1","createdTime":"2026-01-01T00:00:00Z","modifiedTime":"2026-01-01T00:00:00Z","__proto__":{"polluted":true},"appProperties":{"__proto__":{"polluted":true},"a":"b"}}',
  );
  expectPlain(toDriveFile(FileResource.parse(told)));
});
